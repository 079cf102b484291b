using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GatewayKit.Proxy.Forwarding;

namespace GatewayKit.Tests.Proxy.Forwarding;

/// <summary>
/// The reader of responses, with mutated responses: where the bytes are split never matters, nothing but the documented errors is thrown,
/// and the HTTP client of .NET sees the same in whatever is accepted.
/// </summary>
public sealed partial class ResponseFuzzTests
{
    private const int Rounds = 4000;

    [Fact]
    public async Task Any_split_of_any_bytes_is_read_in_the_same_way()
    {
        var accepted = 0;
        var mutants = new ResponseMutants(Seed());
        for (var i = 0; i < Rounds; i++)
        {
            var bytes = mutants.Next();
            var whole = await ReadResponse.WithConnectionAsync(bytes, []);
            Assert.Equal((whole, Show(bytes)), (await ReadResponse.WithConnectionAsync(bytes, mutants.Cuts(bytes.Length)), Show(bytes)));
            Assert.Equal(
                (whole, Show(bytes)), (await ReadResponse.WithConnectionAsync(bytes, [.. Enumerable.Range(1, bytes.Length)]), Show(bytes)));
            if (!whole.IsAccepted)
                continue;

            accepted++;
            if (ClientLosesColon().IsMatch(Encoding.Latin1.GetString(bytes)))
                continue;
            Assert.Equal((whole.Text, Show(bytes)), ((await ReadResponse.WithClientAsync(bytes)).Text, Show(bytes)));
        }

        Assert.InRange(accepted, Rounds / 20, Rounds - (Rounds / 20));
    }

    [Fact]
    public void A_head_that_never_ends_is_rejected_at_its_bound()
    {
        foreach (var line in new[] { "X: y\r\n", "x", "\t", " \r\n ", "X: y\n", "\u00ff" })
        {
            var parser = new ResponseHeadParser();
            parser.Begin();
            var bytes = Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\nX: " + string.Concat(Enumerable.Repeat(line, 200_000 / line.Length)));
            var length = 0;
            Assert.ThrowsAny<Exception>(() =>
            {
                while (length < bytes.Length)
                    Assert.False(parser.TryParse(bytes.AsSpan(0, length = Math.Min(bytes.Length, length + 1000)), out _));
            });
            Assert.InRange(length, 0, ResponseHeadParser.MaxLength + 1000);
        }
    }

    // If a value begins in a folded line, the HTTP client loses a colon at its start. A fold is white space of the value (RFC 9112,
    // section 5.2), so the colon belongs to the value.
    [GeneratedRegex(@":[ \t]*(\r?\n[ \t]+)+:")]
    private static partial Regex ClientLosesColon();

    private static int Seed()
        => Environment.GetEnvironmentVariable("GATEWAYKIT_FUZZ_SEED") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : 1;

    private static string Show(byte[] bytes)
        => string.Concat(bytes.Take(2000).Select(b => b is >= 0x20 and < 0x7f and not (byte)'\\'
            ? $"{(char)b}"
            : string.Create(CultureInfo.InvariantCulture, $"\\x{b:x2}")));
}

using System.Globalization;
using System.Text;
using GatewayKit.Proxy.Forwarding;

namespace GatewayKit.Tests.Proxy.Forwarding;

/// <summary>
/// The reader of responses, with mutated responses: where the bytes are split never matters, nothing but the documented errors is thrown,
/// and the HTTP client of .NET sees the same in whatever is accepted.
/// </summary>
public sealed class ResponseFuzzTests
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
            var client = await ReadResponse.WithClientAsync(bytes);
            Assert.True(whole.Text == client.Text, $"The HTTP client reads {Show(bytes)} as\n{client.Text}\nand not as\n{whole.Text}");
        }

        Assert.InRange(accepted, Rounds / 20, Rounds - (Rounds / 20));
    }

    [Theory]
    [InlineData("\r", "")]
    [InlineData(" \0\r\t", "")]
    [InlineData("\0\0\0ab", "ab")]
    [InlineData(" \rab", "ab")]
    [InlineData("ab\r\0 ", "ab")]
    [InlineData("\t a\0b\r", "a b")]
    public async Task A_value_ends_where_its_line_ends_after_bytes_at_its_start_became_spaces(string value, string read)
    {
        var bytes = Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nX:{value}\r\nY: z\r\nContent-Length: 0\r\n\r\n");

        var response = await ReadResponse.WithConnectionAsync(bytes, []);

        Assert.Equal(new(true, $"200 HTTP/1.1 OK\nX: {read}\nY: z\n"), response);
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

    private static int Seed()
        => Environment.GetEnvironmentVariable("GATEWAYKIT_FUZZ_SEED") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : 1;

    private static string Show(byte[] bytes)
        => string.Concat(bytes.Take(2000).Select(b => b is >= 0x20 and < 0x7f and not (byte)'\\'
            ? $"{(char)b}"
            : string.Create(CultureInfo.InvariantCulture, $"\\x{b:x2}")));
}

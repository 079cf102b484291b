using System.Text;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Tests.Bodies;

public sealed class ReplacedBodyTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("one two", "one>1", "1 two")]
    [InlineData("aaa", "a>b", "bbb")]
    [InlineData("aaaa", "aa>a", "aa")]
    [InlineData("abab", "ab>ba", "baba")]
    [InlineData("abc", "bc>x,ab>y", "yc")]
    [InlineData("abc", "ab>y,abc>z", "yc")]
    [InlineData("abc", "abc>z,ab>y", "z")]
    [InlineData("abd", "abc>z,ab>y", "yd")]
    [InlineData("ab", "abc>z,ab>y", "y")]
    [InlineData("aab", "ab>", "a")]
    [InlineData("", "a>b", "")]
    [InlineData("größer", "ö>oe,ß>ss", "groesser")]
    [InlineData("日本語", "本>🙂", "日🙂語")]
    [InlineData("Ã¶ ö", "ö>o", "Ã¶ o")]
    [InlineData("ABC abc Abc", "abc>x", "ABC x Abc")]
    [InlineData("ABC abc Abc", "i:abc>x", "x x x")]
    [InlineData("ÄB äb", "i:äb>x", "ÄB x")]
    public async Task The_leftmost_match_of_the_first_rule_is_replaced_whatever_the_parts(string text, string rules, string replaced)
    {
        for (var size = 1; size <= 5; size++)
            Assert.Equal(replaced, Encoding.UTF8.GetString(await ReplaceAsync(Encoding.UTF8.GetBytes(text), size, rules)));
    }

    [Fact]
    public async Task A_long_body_is_replaced_as_a_text_in_memory_is()
    {
        var random = new Random(7);
        string[] parts = ["a", "b", "ö", "needle", "need", "\n"];
        var text = string.Concat(Enumerable.Range(0, 60_000).Select(_ => parts[random.Next(parts.Length)]));

        foreach (var size in (int[])[1, 3, 1000, 16 * 1024, 1 << 20])
        {
            var replaced = await ReplaceAsync(Encoding.UTF8.GetBytes(text), size, "needle>ö");

            Assert.Equal(text.Replace("needle", "ö", StringComparison.Ordinal), Encoding.UTF8.GetString(replaced));
        }
    }

    [Fact]
    public async Task Bytes_that_are_not_text_pass_unchanged()
    {
        var bytes = new byte[100_000];
        new Random(3).NextBytes(bytes);
        bytes.AsSpan().Replace((byte)'q', (byte)0);

        Assert.Equal(bytes, await ReplaceAsync(bytes, 777, "q>x"));
    }

    [Fact]
    public async Task Only_the_beginning_of_a_match_is_held_back()
    {
        using var source = new PausedStream();
        using var body = new ReplacedBody(source, new ReplacementRules([new Needle("secret")]), ["***"u8.ToArray()]);
        var buffer = new byte[100];

        source.Add("data: 1 se");
        Assert.Equal("data: 1 ", await NextAsync());
        source.Add("cret!");
        Assert.Equal("***!", await NextAsync());

        async Task<string> NextAsync()
            => Encoding.UTF8.GetString(buffer, 0, await body.ReadAsync(buffer).AsTask().WaitAsync(s_patience));
    }

    [Fact]
    public async Task A_match_can_depend_on_what_follows()
    {
        var rules = new ReplacementRules([new Needle("api", canFollow: (next, _) => next is 0 or (byte)'/')]);

        for (var size = 1; size <= 4; size++)
        {
            using var body = new ReplacedBody(new PartedStream("apis/api/ apix api"u8.ToArray(), size), rules, ["x"u8.ToArray()]);
            Assert.Equal("apis/x/ apix x", Encoding.UTF8.GetString(await ReadAsync(body)));
        }
    }

    [Fact]
    public void A_body_of_any_size_is_replaced_in_the_same_memory()
    {
        const long length = 64L << 20;
        var buffer = new byte[64 * 1024];
        var source = new RepeatedStream("{\"name\":\"größe\",\"url\":\"http://api.internal/items\"}\n"u8.ToArray(), length);
        using var body = new ReplacedBody(
            source, new ReplacementRules([new Needle("http://api.internal")]), ["https://api.example.com"u8.ToArray()]);
        Assert.True(body.ReadAsync(buffer).Now() > 0);

        var read = 0L;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (int count; (count = body.ReadAsync(buffer).Now()) > 0;)
            read += count;

        Assert.True(read > length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, length / 100);
    }

    private static async Task<byte[]> ReplaceAsync(byte[] content, int size, string rules)
    {
        var pairs = rules.Split(',').Select(rule => rule.Split('>')).ToArray();
        using var body = new ReplacedBody(
            new PartedStream(content, size),
            new ReplacementRules([
                .. pairs.Select(pair => pair[0].StartsWith("i:", StringComparison.Ordinal)
                    ? new Needle(pair[0][2..], ignoresCase: true) : new Needle(pair[0])),
            ]),
            [.. pairs.Select(pair => Encoding.UTF8.GetBytes(pair[1]))]);
        return await ReadAsync(body);
    }

    private static async Task<byte[]> ReadAsync(Stream body)
    {
        using var content = new MemoryStream();
        await body.CopyToAsync(content, 999).WaitAsync(s_patience);
        return content.ToArray();
    }
}

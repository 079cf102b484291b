using System.Text;
using System.Text.RegularExpressions;
using GatewayKit.Bodies;
using GatewayKit.Plugins.FindReplace;
using GatewayKit.Plugins.Tests.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.FindReplace;

public sealed class PatternBodyTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("a1b22c", @"\d+", "#", "a#b#c")]
    [InlineData("user-17 and user-4", @"user-(\d+)", "$1:$&$$", "17:user-17$ and 4:user-4$")]
    [InlineData("2026-12-03", @"(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)", "$<d>.$<m>.$<y>", "03.12.2026")]
    [InlineData("ab", "(a)|(b)", "[$1$2]", "[a][b]")]
    [InlineData("größe GRÖSSE Größe", "größe", "x", "x GRÖSSE Größe")]
    [InlineData("Größe GRÖẞE", "i:größe", "x", "x x")]
    [InlineData("日本語", "本(.)", "$1🙂", "日語🙂")]
    [InlineData("a😀b", "a.", "x", "a😀b")]
    [InlineData("a😀b", "a..b", "x", "x")]
    [InlineData("a😀b", "(a.)(.b)", "$1|$2", "a😀|😀b")]
    [InlineData("😀😀", ".", "x", "😀😀")]
    [InlineData("foo food xfoo foo", @"\bfoo\b", "x", "x food xfoo x")]
    [InlineData("ab\nab\n", "^a", "x", "xb\nxb\n")]
    [InlineData("ab\nbb", "b$", "x", "ax\nbx")]
    [InlineData("aaab", "^a", "x", "xaab")]
    [InlineData("abc", "a|ab|abc", "x", "xbc")]
    [InlineData("aaa", "a+?", "x", "xxx")]
    [InlineData("a.*b", "a", "$$", "$.*b")]
    [InlineData("", "a", "x", "")]
    [InlineData("a\nb", "a.b", "x", "a\nb")]
    [InlineData("a\nb", "(?s)a.b", "x", "x")]
    public async Task Matches_are_replaced_whatever_the_parts(string text, string pattern, string replace, string replaced)
    {
        var rule = pattern.StartsWith("i:", StringComparison.Ordinal)
            ? new ReplacementRule { Pattern = pattern[2..], IgnoreCase = true, Replace = replace }
            : new ReplacementRule { Pattern = pattern, Replace = replace };
        for (var size = 1; size <= 8; size++)
            Assert.Equal(replaced, Encoding.UTF8.GetString(await ReplaceAsync(Encoding.UTF8.GetBytes(text), size, 20, rule)));
    }

    [Theory]
    [InlineData(@"b[^\n]{0,3}c|a", "[$&]")]
    [InlineData(@"\b(a|ö)+\b", "<$1>")]
    [InlineData(@"^(ab?)|c$", "-$1-")]
    [InlineData(@"😀+|\Bö", "")]
    public async Task A_long_body_is_replaced_as_a_text_in_memory_is(string pattern, string replace)
    {
        var random = new Random(7);
        string[] parts = ["a", "b", "c", "ö", "😀", " ", "\n"];
        var text = string.Concat(Enumerable.Range(0, 4_000).Select(_ => parts[random.Next(parts.Length)]));
        var expected = Regex.Replace(text, pattern, replace, RegexOptions.Multiline | RegexOptions.CultureInvariant);

        foreach (var size in (int[])[1, 3, 1000, 1 << 20])
        {
            var rule = new ReplacementRule { Pattern = pattern, Replace = replace };
            Assert.Equal(expected, Encoding.UTF8.GetString(await ReplaceAsync(Encoding.UTF8.GetBytes(text), size, 64, rule)));
        }
    }

    [Fact]
    public async Task Of_texts_and_patterns_the_leftmost_match_of_the_first_rule_is_replaced()
    {
        ReplacementRule[] rules =
        [
            new() { Find = "a.c", IgnoreCase = true, Replace = "$1" },
            new() { Pattern = "[a-z]{3}", Replace = "<$&>" },
            new() { Find = "1", Replace = "one" },
        ];
        for (var size = 1; size <= 5; size++)
        {
            var replaced = await ReplaceAsync("A.c abc 1 xyz1K"u8.ToArray(), size, 5, rules);
            Assert.Equal("$1 <abc> one <xyz>oneK", Encoding.UTF8.GetString(replaced));
        }
    }

    [Fact]
    public async Task Bytes_that_are_not_text_pass_unchanged()
    {
        var bytes = new byte[10_000];
        new Random(3).NextBytes(bytes);
        bytes.AsSpan().Replace((byte)'q', (byte)0);

        Assert.Equal(bytes, await ReplaceAsync(bytes, 777, 20, new ReplacementRule { Pattern = "q(.)", Replace = "$1" }));
        Assert.Equal(bytes, await ReplaceAsync(bytes, 1777, 20, new ReplacementRule { Pattern = "(?s)(.)", Replace = "$1" }));
    }

    [Theory]
    [InlineData(100, 20, true)]
    [InlineData(21, 20, true)]
    [InlineData(20, 20, false)]
    [InlineData(4097, 4096, true)]
    public async Task A_match_that_is_too_long_is_rejected_whatever_the_parts(int length, int maxLength, bool isRejected)
    {
        var text = Encoding.UTF8.GetBytes($"id {new string('7', length)} and more");
        foreach (var size in (int[])[1, 7, 100_000])
        {
            var replacing = ReplaceAsync(text, size, maxLength, new ReplacementRule { Pattern = @"\d+", Replace = "x" });

            if (isRejected)
                await Assert.ThrowsAsync<BadHttpRequestException>(() => replacing);
            else
                Assert.Equal("id x and more", Encoding.UTF8.GetString(await replacing));
        }
    }

    [Theory]
    [InlineData("a.*b|a")]
    [InlineData(@"a+\b|a")]
    [InlineData("a+$|a")]
    public async Task A_pattern_sees_only_its_part_of_the_body_whatever_the_parts(string pattern)
    {
        var text = Encoding.UTF8.GetBytes($"{new string('a', 40)}c b");
        for (var size = 1; size <= 44; size++)
        {
            var replaced = await ReplaceAsync(text, size, 1, new ReplacementRule { Pattern = pattern, Replace = "x" });
            Assert.Equal($"{new string('x', 40)}c b", Encoding.UTF8.GetString(replaced));
        }
    }

    [Fact]
    public void Only_a_small_part_of_a_body_of_any_size_is_held_back()
    {
        const long length = 1L << 20;
        var buffer = new byte[999];
        var source = new RepeatedStream("{\"größe\":1,\"url\":\"api7.internal\"}\n"u8.ToArray(), length);
        var change = Replacements.Of([new ReplacementRule { Pattern = "api[0-9]", Replace = "öab" }], 64, BodyFaults.OfRequest)!;
        using var body = change(source);

        var read = 0L;
        for (int count; (count = body.ReadAsync(buffer).Now()) > 0;)
        {
            read += count;
            Assert.InRange(source.Sent - read, 0, 16 * 1024);
        }

        Assert.Equal(length, read);
    }

    [Fact]
    public async Task Hostile_text_takes_a_bounded_time()
    {
        var text = Encoding.UTF8.GetBytes(new string('a', 5_000) + "!");
        Assert.Equal(text, await ReplaceAsync(text, 8000, 64, new ReplacementRule { Pattern = "(a+)+b", Replace = "x" }));
    }

    private static async Task<byte[]> ReplaceAsync(byte[] content, int size, int maxLength, params ReplacementRule[] rules)
    {
        await using var body = Replacements.Of(rules, maxLength, BodyFaults.OfRequest)!(new PartedStream(content, size));
        using var replaced = new MemoryStream();
        await body.CopyToAsync(replaced, 999).WaitAsync(s_patience);
        return replaced.ToArray();
    }
}

using GatewayKit.Proxy.Matching.Expressions;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Proxy.Matching.Expressions;

public sealed class LinearRegexTests
{
    [Theory]
    [InlineData("/api/v[0-9]+", "/api/v12", true)]
    [InlineData("/api/v[0-9]+", "/api/v12/", false)]
    [InlineData("/api/v[0-9]+", "/x/api/v12", false)]
    [InlineData("/api/v[0-9]+", "/API/v12", false)]
    [InlineData("(?i)/api", "/API", true)]
    [InlineData("(?i:/a)b", "/Ab", true)]
    [InlineData("(?i:/a)b", "/AB", false)]
    [InlineData("(a(?i)b)c", "aBc", true)]
    [InlineData("(a(?i)b)c", "aBC", false)]
    [InlineData("(?i)[a-c]x(?-i)y", "BXy", true)]
    [InlineData("a|b", "b", true)]
    [InlineData("a|b", "ab", false)]
    [InlineData("^/foo(/|$)(.*)", "/foo", true)]
    [InlineData("^/foo(/|$)(.*)", "/foo/bar", true)]
    [InlineData("^/foo(/|$)(.*)", "/foobar", false)]
    [InlineData("/(?P<name>[a-z]+)", "/abc", true)]
    [InlineData("/(?<name>[a-z]+)", "/abc", true)]
    [InlineData("/abc?", "/ab", true)]
    [InlineData("/abc*/x", "/ab/x", true)]
    [InlineData("/abc{2}", "/abcc", true)]
    [InlineData("a{2,3}", "a", false)]
    [InlineData("a{2,3}", "aaa", true)]
    [InlineData("a{2,3}", "aaaa", false)]
    [InlineData("a{2,}", "aaaaa", true)]
    [InlineData("a{0}", "", true)]
    [InlineData("a{x}", "a{x}", true)]
    [InlineData("a{,2}", "a{,2}", true)]
    [InlineData("/a.c", "/abc", true)]
    [InlineData("a.c", "a\nc", false)]
    [InlineData("(?s)a.c", "a\nc", true)]
    [InlineData("(?m)a$\n^b", "a\nb", true)]
    [InlineData("a$\n^b", "a\nb", false)]
    [InlineData("", "", true)]
    [InlineData("", "x", false)]
    [InlineData("()*", "", true)]
    [InlineData("(a*)*b", "aab", true)]
    [InlineData("(|a)+b", "aab", true)]
    [InlineData(@"\d+\.\w*\s\S", "12.a_1 x", true)]
    [InlineData(@"[\d.]+", "1.2", true)]
    [InlineData(@"[^\w/]", "-", true)]
    [InlineData(@"[^\w/]", "/", false)]
    [InlineData(@"\d", "٣", false)]
    [InlineData("[]a-]+", "]-a", true)]
    [InlineData("[^]a]", "b", true)]
    [InlineData("[[:alpha:]_]+", "ab_C", true)]
    [InlineData("[[:^alpha:]]", "1", true)]
    [InlineData("[[:word:]]", "-", false)]
    [InlineData(@"\Qa.b", "a.b", true)]
    [InlineData(@"\x41\x{e9}", "Aé", true)]
    [InlineData(@"a\b/\Bb", "a/b", false)]
    [InlineData(@"a\b/\bb", "a/b", true)]
    [InlineData(@"\Aab\z", "ab", true)]
    [InlineData("a+?b??", "aaa", true)]
    [InlineData("é[à-ü]", "éè", true)]
    [InlineData("[^a]", "é", true)]
    [InlineData("😀{2}", "😀😀", true)]
    [InlineData("😀?", "", true)]
    [InlineData("[ÀÂÄÆÈÊÌÎа-в]+", "ÀÄÎб", true)]
    [InlineData("[ÀÂÄÆÈÊÌÎа-в]+", "Á", false)]
    [InlineData("[ÀÂÄÆÈÊÌÎа-в]+", "г", false)]
    public void An_expression_matches_a_whole_text(string pattern, string text, bool isMatch)
        => Assert.Equal(isMatch, LinearRegex.Create(pattern).IsMatch(text));

    [Theory]
    [InlineData("a)(b", "the parenthesis ')' has no opening one (character 1).")]
    [InlineData("(a", "a parenthesis '(' has no closing one (character 2).")]
    [InlineData("(?=a)b", "lookarounds")]
    [InlineData("(?!a)b", "lookarounds")]
    [InlineData("(?<=a)b", "lookarounds")]
    [InlineData("(?>a)b", "atomic")]
    [InlineData(@"(a)\1", "back references")]
    [InlineData(@"\k<a>", @"'\k' isn't supported.")]
    [InlineData(@"\pL", "Unicode")]
    [InlineData(@"a\", @"it ends with '\'")]
    [InlineData("*a", "'*' has nothing to repeat")]
    [InlineData("a**", "can't be repeated")]
    [InlineData("a++", "possessive")]
    [InlineData("a{2,1}", "'{2,1}' isn't a number of times up to 1000.")]
    [InlineData("a{1001}", "up to 1000")]
    [InlineData("[a", "a bracket '[' has no closing one.")]
    [InlineData("[]", "a bracket '[' has no closing one.")]
    [InlineData("[b-a]", "in order")]
    [InlineData(@"[a-\d]", "in order")]
    [InlineData("[[:letter:]]", "'[:letter:]' isn't a class.")]
    [InlineData(@"\xg", "hexadecimal")]
    [InlineData(@"\x{110000}", "hexadecimal")]
    [InlineData("(a{1000}){1000}", "more than 1000 steps")]
    [InlineData("((((()){1000}){1000}){1000}){1000}", "more than 1000 steps")]
    public void An_invalid_expression_says_why(string pattern, string reason)
        => Assert.Contains(
            reason, Assert.Throws<ArgumentException>(() => LinearRegex.Create(pattern)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_size_of_an_expression_has_a_limit()
    {
        Assert.Throws<ArgumentException>(() => LinearRegex.Create(new string('a', LinearRegex.MostCharacters + 1)));
        Assert.Throws<ArgumentException>(
            () => LinearRegex.Create(string.Concat(Enumerable.Repeat("(", 101)) + string.Concat(Enumerable.Repeat(")", 101))));
    }

    [Fact]
    public void A_match_visits_each_step_once_for_a_character()
    {
        // With backtracking, the number of visits doubles with each character.
        Assert.False(LinearRegex.Create("(a+)+b").IsMatch(new string('a', 5_000)));
        Assert.True(LinearRegex.Create("(a?){50}a{50}").IsMatch(new string('a', 50)));
    }

    [Fact]
    public void A_match_allocates_nothing()
    {
        var regex = LinearRegex.Create("(?i)/api/(v[0-9]+|latest)/.*");

        Assert.Equal(0, AllocatedBytes.Of(() => regex.IsMatch("/API/v12/users")));
    }

    [Fact]
    public void An_expression_needs_little_memory()
        => Assert.InRange(AllocatedBytes.Of(() => LinearRegex.Create("/api/v[0-9]+/users/.*")), 1, 20_000);
}

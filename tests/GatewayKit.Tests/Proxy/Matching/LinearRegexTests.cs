using System.Diagnostics;
using GatewayKit.Proxy.Matching;

namespace GatewayKit.Tests.Proxy.Matching;

public sealed class LinearRegexTests
{
    [Theory]
    [InlineData("/api/v[0-9]+", "/api/v12", true)]
    [InlineData("/api/v[0-9]+", "/api/v12/", false)]
    [InlineData("/api/v[0-9]+", "/x/api/v12", false)]
    [InlineData("/api/v[0-9]+", "/API/v12", false)]
    [InlineData("(?i)/api", "/API", true)]
    [InlineData("a|b", "b", true)]
    [InlineData("a|b", "ab", false)]
    [InlineData("^/foo(/|$)(.*)", "/foo", true)]
    [InlineData("^/foo(/|$)(.*)", "/foobar", false)]
    [InlineData("/(?P<name>[a-z]+)", "/abc", true)]
    [InlineData("/abc?", "/ab", true)]
    [InlineData("/abc*/x", "/ab/x", true)]
    [InlineData("/abc{2}", "/abcc", true)]
    [InlineData("/a.c", "/abc", true)]
    [InlineData("", "", true)]
    [InlineData("", "x", false)]
    public void An_expression_matches_a_whole_text(string pattern, string text, bool isMatch)
        => Assert.Equal(isMatch, LinearRegex.Create(pattern).IsMatch(text));

    [Theory]
    [InlineData("a)(b", "Too many )")]
    [InlineData("(a", "Not enough )")]
    [InlineData("(?=a)b", "linear time")]
    [InlineData(@"(a)\1", "linear time")]
    [InlineData("[[:alpha:]]", "[a-zA-Z]")]
    public void An_invalid_expression_says_why(string pattern, string reason)
        => Assert.Contains(
            reason, Assert.Throws<ArgumentException>(() => LinearRegex.Create(pattern)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_very_long_expression_is_invalid()
        => Assert.Throws<ArgumentException>(() => LinearRegex.Create(new string('a', LinearRegex.MostCharacters + 1)));

    [Fact]
    public void An_expression_that_would_need_a_huge_automaton_is_invalid()
        => Assert.Throws<ArgumentException>(() => LinearRegex.Create("((a{1000}){1000}){100}"));

    [Fact]
    public void An_expression_that_backtracks_elsewhere_takes_linear_time()
    {
        var regex = LinearRegex.Create("(a+)+b");

        var watch = Stopwatch.StartNew();
        Assert.False(regex.IsMatch(new string('a', 8_000)));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"It took {watch.Elapsed}.");
    }
}

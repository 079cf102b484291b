using static GatewayKit.Tests.Proxy.Matching.PreciseLab;

namespace GatewayKit.Tests.Proxy.Matching;

public sealed class PathMatchTests
{
    [Theory]
    [InlineData("/foo", "/foo", true)]
    [InlineData("/foo", "/foo/", true)]
    [InlineData("/foo", "/foo/bar", true)]
    [InlineData("/foo", "/foobar", false)]
    [InlineData("/foo", "/FOO", false)]
    [InlineData("/foo", "/", false)]
    [InlineData("/foo/", "/foo", true)]
    [InlineData("/foo/", "/foo/bar", true)]
    [InlineData("/foo/bar", "/foo", false)]
    [InlineData("/foo/bar", "/foo/bar/baz", true)]
    [InlineData("/foo", "/foo//bar", true)]
    [InlineData("/", "/", true)]
    [InlineData("/", "", true)]
    [InlineData("/", "/anything", true)]
    [InlineData("/caf%C3%A9", "/café/menu", true)]
    [InlineData("/a%2Fb", "/a%2Fb", true)]
    [InlineData("/a%2fb", "/a/b", false)]
    public void A_prefix_matches_by_element(string prefix, string path, bool isMatch)
        => Assert.Equal(isMatch ? "a" : null, Match(Request(path), Prefix(prefix)));

    [Theory]
    [InlineData("/foo", "/foo", true)]
    [InlineData("/foo", "/foo/", false)]
    [InlineData("/foo/", "/foo/", true)]
    [InlineData("/foo/", "/foo", false)]
    [InlineData("/foo", "/Foo", false)]
    [InlineData("/foo", "/foo/bar", false)]
    [InlineData("/", "/", true)]
    [InlineData("/", "/foo", false)]
    [InlineData("/caf%C3%A9", "/café", true)]
    public void An_exact_path_matches_the_whole_path(string exact, string path, bool isMatch)
        => Assert.Equal(isMatch ? "a" : null, Match(Request(path), Exact(exact)));

    [Fact]
    public void A_longer_prefix_comes_before_a_shorter_one()
    {
        var routes = new[] { Prefix("/"), Prefix("/a/b"), Prefix("/a") };

        Assert.Equal("b", Match(Request("/a/b/c"), routes));
        Assert.Equal("c", Match(Request("/a/c"), routes));
        Assert.Equal("a", Match(Request("/b"), routes));
    }

    [Fact]
    public void A_shorter_prefix_matches_if_conditions_of_a_longer_one_do_not_hold()
        => Assert.Equal("a", Match(Request("/a/b/c"), Prefix("/a"), Prefix("/a/b") with { Headers = [Equal("x", "y")] }));

    [Fact]
    public void An_exact_path_comes_before_expressions_and_these_before_prefixes()
    {
        var routes = new[] { Prefix("/a/b"), Regex("/a/.*"), Exact("/a/b") };

        Assert.Equal("c", Match(Request("/a/b"), routes));
        Assert.Equal("b", Match(Request("/a/b/c"), routes));
        Assert.Equal("a", Match(Request("/a/b"), routes[0], Regex("/b/.*")));
    }

    [Fact]
    public void A_longer_expression_comes_before_a_shorter_one()
        => Assert.Equal("b", Match(Request("/a/b"), Regex("/.*"), Regex("/a/[a-z]")));

    [Fact]
    public void A_prefix_with_as_many_elements_as_allowed_matches()
    {
        var prefix = string.Concat(Enumerable.Repeat("/a", 128));

        Assert.Equal("b", Match(Request(prefix + "/b"), Prefix("/a"), Prefix(prefix)));
        Assert.Equal("a", Match(Request(prefix[..^1] + "b"), Prefix("/a"), Prefix(prefix)));
    }
}

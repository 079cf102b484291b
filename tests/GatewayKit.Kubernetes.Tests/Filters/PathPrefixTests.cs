using GatewayKit.Kubernetes.Filters;

namespace GatewayKit.Kubernetes.Tests.Filters;

public sealed class PathPrefixTests
{
    /// <summary>The table of the specification, and paths that don't have the prefix.</summary>
    [Theory]
    [InlineData("/foo/bar", "/foo", "/xyz", "/xyz/bar")]
    [InlineData("/foo/bar", "/foo", "/xyz/", "/xyz/bar")]
    [InlineData("/foo/bar", "/foo/", "/xyz", "/xyz/bar")]
    [InlineData("/foo/bar", "/foo/", "/xyz/", "/xyz/bar")]
    [InlineData("/foo", "/foo", "/xyz", "/xyz")]
    [InlineData("/foo/", "/foo", "/xyz", "/xyz/")]
    [InlineData("/foo/bar", "/foo", "", "/bar")]
    [InlineData("/foo/", "/foo", "", "/")]
    [InlineData("/foo", "/foo", "", "/")]
    [InlineData("/foo/", "/foo", "/", "/")]
    [InlineData("/foo", "/foo", "/", "/")]
    [InlineData("/bar", "/", "/xyz", "/xyz/bar")]
    [InlineData("/foobar", "/foo", "/xyz", null)]
    [InlineData("/Foo", "/foo", "/xyz", null)]
    public void A_prefix_is_replaced_by_element(string path, string prefix, string replacement, string? expected)
        => Assert.Equal(expected, PathPrefix.Replace(path, PathPrefix.Trim(prefix), PathPrefix.Trim(replacement)));
}

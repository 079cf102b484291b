using GatewayKit.Proxy.Routing;

namespace GatewayKit.Tests.Proxy.Routing;

public sealed class HostPatternTests
{
    [Theory]
    [InlineData("example.com", "EXAMPLE.com", true)]
    [InlineData("example.com:8080", "example.com", true)]
    [InlineData("example.com", "www.example.com", false)]
    [InlineData("*.example.com", "www.Example.com", true)]
    [InlineData("*.example.com", "a.b.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*.example.com", ".example.com", false)]
    [InlineData("*.example.com", "a..example.com", false)]
    [InlineData("*.b.example.com", "a.example.com", false)]
    [InlineData("*", "anything", true)]
    [InlineData("*:80", "", true)]
    public void A_pattern_matches_its_names(string pattern, string host, bool matches)
        => Assert.Equal(matches, HostPattern.Matches(pattern, host));
}

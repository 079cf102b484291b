using GatewayKit.Plugins.Cors;

namespace GatewayKit.Plugins.Tests.Cors;

public sealed class OriginSetTests
{
    [Theory]
    [InlineData("https://a.example", "https://a.example", true)]
    [InlineData("https://a.example", "https://a.example:443", false)]
    [InlineData("https://a.example", "https://a.example:8443", false)]
    [InlineData("https://a.example", "http://a.example", false)]
    [InlineData("https://a.example", "https://a.example.evil.example", false)]
    [InlineData("https://a.example", "https://a.example/", false)]
    [InlineData("HTTPS://A.Example:443", "https://a.example", true)]
    [InlineData("http://[::1]:5173", "http://[::1]:5173", true)]
    [InlineData("capacitor://localhost", "capacitor://localhost", true)]
    [InlineData("https://*.a.example", "https://b.a.example", true)]
    [InlineData("https://*.a.example", "https://c.b.a.example", true)]
    [InlineData("https://*.a.example", "https://a.example", false)]
    [InlineData("https://*.a.example", "https://.a.example", false)]
    [InlineData("https://*.a.example", "https://ba.example", false)]
    [InlineData("https://*.a.example", "http://b.a.example", false)]
    [InlineData("https://*.a.example", "https://b.a.example:8443", false)]
    [InlineData("https://*.a.example", "https://evil.example#.a.example", false)]
    [InlineData("https://*.a.example", "https://evil.example/.a.example", false)]
    [InlineData("https://*.a.example", "https://evil.example:1@b.a.example", false)]
    [InlineData("https://*.a.example:8443", "https://b.a.example:8443", true)]
    [InlineData("/https://pr-[0-9]+\\.a\\.example/", "https://pr-17.a.example", true)]
    [InlineData("/https://pr-[0-9]+\\.a\\.example/", "https://pr-17.a.example.evil.example", false)]
    [InlineData("/https://pr-[0-9]+\\.a\\.example/", "https://evil.example/https://pr-17.a.example", false)]
    [InlineData("/a|b/", "xb", false)]
    [InlineData("/.*/", "null", false)]
    [InlineData("null", "null", true)]
    [InlineData("null", "https://a.example", false)]
    public void An_origin_is_compared_as_browsers_write_it(string entry, string origin, bool isAllowed)
        => Assert.Equal(isAllowed ? origin : null, new OriginSet([entry]).Allow(origin));

    [Theory]
    [InlineData("https://a.example", "*")]
    [InlineData("null", null)]
    [InlineData("*", "*")]
    [InlineData("", null)]
    [InlineData("https://ä.example", null)]
    public void A_wildcard_allows_every_origin_but_null(string origin, string? allowed)
        => Assert.Equal(allowed, new OriginSet(["*"]).Allow(origin));

    [Fact]
    public void Two_origins_or_a_very_long_one_are_none()
    {
        var origins = new OriginSet(["*"]);

        Assert.Null(origins.Allow(new(["https://a.example", "https://a.example"])));
        Assert.Null(origins.Allow($"https://{new string('a', 600)}.example"));
        Assert.Null(origins.Allow(default));
    }

    [Fact]
    public void A_hostile_origin_can_not_make_a_pattern_slow()
    {
        // With backtracking, this would take longer than the age of the universe.
        var origins = new OriginSet(["/https://([a-z]+)+!/"]);

        Assert.Null(origins.Allow($"https://{new string('a', 500)}"));
    }
}

namespace GatewayKit.Benchmarks.Compare;

public sealed class ScenarioTests
{
    [Theory]
    [InlineData("small", "gatewaykit-jwt", "its requests need a token, skipped")]
    [InlineData("token", "gatewaykit-jwt", null)]
    [InlineData("limits", "gatewaykit-limit-local", null)]
    [InlineData("routes-10000", "gatewaykit-empty", null)]
    [InlineData("small", "gatewaykit-cache", "it answers from a cache, skipped")]
    [InlineData("cache", "gatewaykit-cache", null)]
    [InlineData("small", "gatewaykit-soap", "its requests need JSON, skipped")]
    [InlineData("transforms", "gatewaykit-soap", null)]
    public void A_scenario_says_why_it_excludes_a_variant(string scenario, string variant, string? reason)
        => Assert.Equal(
            reason, Scenarios.All.Single(s => s.Name == scenario).Excludes(Variants.All.Single(v => v.Name == variant)));

    [Fact]
    public void A_program_that_is_not_on_the_PATH_is_skipped()
        => Assert.Equal(
            OperatingSystem.IsLinux() ? "not installed, skipped" : "only measured on Linux, skipped",
            Scenarios.All[0].Excludes(new Variant("no-such-proxy", "") { IsProgram = true }));

    [Fact]
    public void A_scenario_describes_its_requests()
        => Assert.Equal(
            "GET, answer of 100 B, HTTP/2 with TLS, 8 connections of 8 streams, 10 routes",
            Scenarios.All.Single(s => s.Name == "h2-tls").Description);
}

namespace GatewayKit.Plugins.Tests.Mcp;

/// <summary>The scenarios of the official suite for a server of the official SDK with sessions, through <c>mcp-proxy</c>: also those that a
/// proxy could break, such as requests of the server, progress and streams. A check that is listed also fails without the proxy.</summary>
public sealed class McpProxyConformanceTests(McpSessionGateway gateway) : IClassFixture<McpSessionGateway>
{
    [ConformanceTheory]
    [InlineData("server-initialize", "2025-11-25", "")]
    [InlineData("server-session-lifecycle", "2025-11-25", "")]
    [InlineData("ping", "2025-11-25", "")]
    [InlineData("tools-list", "2025-11-25", "")]
    [InlineData("tools-call-simple-text", "2025-11-25", "")]
    [InlineData("tools-call-mixed-content", "2025-11-25", "")]
    [InlineData("tools-call-error", "2025-11-25", "")]
    [InlineData("tools-call-with-progress", "2025-11-25", "")]
    [InlineData("tools-call-sampling", "2025-11-25", "")]
    [InlineData("tools-call-elicitation", "2025-11-25", "")]
    [InlineData("server-sse-multiple-streams", "2025-11-25", "")]
    [InlineData("dns-rebinding-protection", "2025-11-25", "")]
    [InlineData("http-header-validation", "2026-07-28", "")]
    [InlineData("tools-list", "2026-07-28", "")]
    [InlineData("tools-call-simple-text", "2026-07-28", "")]
    [InlineData("tools-call-mixed-content", "2026-07-28", "")]
    [InlineData("tools-call-error", "2026-07-28", "")]
    [InlineData("tools-call-with-progress", "2026-07-28", "")]
    [InlineData("server-sse-multiple-streams", "2026-07-28", "")]
    [InlineData("dns-rebinding-protection", "2026-07-28", "")]
    public async Task A_server_passes_a_scenario_through_the_proxy(string scenario, string version, string untestable)
    {
        var output = await Conformance.RunAsync(new Uri(gateway.Host.Address, "/open"), scenario, version);

        Assert.Contains("Passed: ", output);
        Assert.True(untestable == Conformance.FailedChecks(output), output);
    }
}

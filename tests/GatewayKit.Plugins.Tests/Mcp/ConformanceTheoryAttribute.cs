namespace GatewayKit.Plugins.Tests.Mcp;

/// <summary>A test with the official conformance suite; skipped, visibly, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ConformanceTheoryAttribute : TheoryAttribute
{
    public ConformanceTheoryAttribute()
    {
        if (!Conformance.IsAvailable)
            Skip = "GATEWAYKIT_MCP_CONFORMANCE doesn't name a folder with the npm package @modelcontextprotocol/conformance.";
    }
}

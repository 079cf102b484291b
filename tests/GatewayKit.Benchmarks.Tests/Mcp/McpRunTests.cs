namespace GatewayKit.Benchmarks.Mcp;

public sealed class McpRunTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Each_variant_is_called()
    {
        using var output = new StringWriter();

        await McpRun.RunAsync(["8"], output).WaitAsync(s_patience);

        var rows = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(McpVariant.All.Select(variant => variant.Name), rows.Select(row => row.Split(" | ")[0][2..]));
    }

    [Fact]
    public void Processor_time_is_compared_with_that_of_the_route()
        => Assert.Equal(
            "| mcp | 50 | 200 | 2.00 | 2.0 |",
            new McpResult("mcp", 100, 2, 0.02, 204_800).ToRow(new McpResult("route", 100, 1, 0.01, 102_400)));
}

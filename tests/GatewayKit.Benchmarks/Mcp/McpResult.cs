using System.Globalization;

namespace GatewayKit.Benchmarks.Mcp;

/// <summary>The cost of calls. The processor time and the memory are those of the upstream, the gateway and the client together.</summary>
/// <param name="Name">The variant.</param>
/// <param name="Calls">The number of calls.</param>
/// <param name="Seconds">The time.</param>
/// <param name="ProcessorSeconds">The processor time.</param>
/// <param name="Allocated">The allocated bytes.</param>
internal sealed record McpResult(string Name, int Calls, double Seconds, double ProcessorSeconds, long Allocated)
{
    public const string Head = """
        | variant | calls per second | processor us per call | to the route | KB allocated per call |
        | --- | ---: | ---: | ---: | ---: |
        """;

    public string ToRow(McpResult route) => string.Create(CultureInfo.InvariantCulture,
        $"| {Name} | {Calls / Seconds:F0} | {ProcessorSeconds / Calls * 1e6:F0} | {ProcessorSeconds / route.ProcessorSeconds:F2} | "
            + $"{Allocated / 1024.0 / Calls:F1} |");
}

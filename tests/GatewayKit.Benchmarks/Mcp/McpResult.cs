using System.Globalization;

namespace GatewayKit.Benchmarks.Mcp;

/// <summary>The cost of calls. The processor time and the memory are those of the upstream, the gateway and the client together.</summary>
/// <param name="Name">The variant.</param>
/// <param name="Calls">The number of calls.</param>
/// <param name="Seconds">The time.</param>
/// <param name="ProcessorSeconds">The processor time.</param>
/// <param name="Allocated">The allocated bytes.</param>
internal sealed record McpResult(string Name, int Calls = 0, double Seconds = 0, double ProcessorSeconds = 0, long Allocated = 0)
{
    public const string Head = """
        | variant | calls per second | processor us per call | to the route | KB allocated per call |
        | --- | ---: | ---: | ---: | ---: |
        """;

    /// <summary>Returns the sums with those of a further round.</summary>
    public McpResult Add(int calls, double seconds, double processorSeconds, long allocated) => this with
    {
        Calls = Calls + calls,
        Seconds = Seconds + seconds,
        ProcessorSeconds = ProcessorSeconds + processorSeconds,
        Allocated = Allocated + allocated,
    };

    public string ToRow(McpResult route) => string.Create(CultureInfo.InvariantCulture,
        $"| {Name} | {Calls / Seconds:F0} | {ProcessorSeconds / Calls * 1e6:F0} | {ProcessorSeconds / route.ProcessorSeconds:F2} | "
            + $"{Allocated / 1024.0 / Calls:F1} |");
}

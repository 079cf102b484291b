using System.Globalization;

namespace GatewayKit.Benchmarks.Calls;

/// <summary>The cost of calls through a proxy.</summary>
/// <param name="Name">The variant.</param>
/// <param name="Calls">The number of calls.</param>
/// <param name="Seconds">The time.</param>
/// <param name="ProcessorSeconds">The processor time of the upstream, the proxy and the client together.</param>
/// <param name="Allocated">The bytes that all of them allocated.</param>
/// <param name="Received">The bytes of the responses' bodies.</param>
internal sealed record CallResult(
    string Name, long Calls = 0, double Seconds = 0, double ProcessorSeconds = 0, long Allocated = 0, long Received = 0)
{
    public const string Head = """
        | variant | calls/s | CPU us | to YARP | bytes | bytes received |
        | --- | ---: | ---: | ---: | ---: | ---: |
        """;

    private double Cost => ProcessorSeconds / Calls;

    /// <summary>Returns the sums with those of a further round.</summary>
    public CallResult Add(long calls, double seconds, double processorSeconds, long allocated, long received) => this with
    {
        Calls = Calls + calls,
        Seconds = Seconds + seconds,
        ProcessorSeconds = ProcessorSeconds + processorSeconds,
        Allocated = Allocated + allocated,
        Received = Received + received,
    };

    public string ToRow(CallResult yarp) => string.Create(CultureInfo.InvariantCulture,
        $"| {Name} | {Calls / Seconds:F0} | {Cost * 1e6:F1} | {Cost / yarp.Cost:F2} | {Allocated / Calls} | {Received / Calls} |");
}

using System.Globalization;

namespace GatewayKit.Benchmarks.Bodies;

/// <summary>The cost of one long response through a proxy. The memory is that of the whole process, in bytes.</summary>
/// <param name="Name">The variant.</param>
/// <param name="Seconds">The time.</param>
/// <param name="ProcessorSeconds">The processor time of the upstream, the proxy and the client together.</param>
/// <param name="Received">The bytes that the client received.</param>
/// <param name="Before">The working set before the response.</param>
/// <param name="Peak">The highest working set during the response.</param>
/// <param name="Heap">The highest size of the managed heap during the response, with garbage that wasn't collected yet.</param>
internal sealed record BodyResult(
    string Name, double Seconds, double ProcessorSeconds, long Received, long Before, long Peak, long Heap)
{
    /// <summary>The limit of the growth beyond that of bare YARP, which depends on when garbage is collected.</summary>
    public const long Tolerance = 128 << 20;

    public const string Head = """
        | variant | seconds | processor seconds | to YARP | MB received | MB before | peak MB | growth MB | peak heap MB | flat |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
        """;

    public long Growth => Peak - Before;

    /// <summary>Returns whether the memory grew about as much as that of bare YARP with the same body.</summary>
    public bool IsAsFlatAs(BodyResult yarp) => Growth <= yarp.Growth + Tolerance && Heap <= yarp.Heap + Tolerance;

    public string ToRow(BodyResult yarp) => string.Create(CultureInfo.InvariantCulture,
        $"| {Name} | {Seconds:F1} | {ProcessorSeconds:F1} | {ProcessorSeconds / yarp.ProcessorSeconds:F2} | {Received >> 20} | "
            + $"{Before >> 20} | {Peak >> 20} | {Growth >> 20} | {Heap >> 20} | {(IsAsFlatAs(yarp) ? "yes" : "**no**")} |");
}

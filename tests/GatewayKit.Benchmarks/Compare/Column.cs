namespace GatewayKit.Benchmarks.Compare;

/// <summary>A column of the report.</summary>
/// <param name="Name">The name.</param>
/// <param name="Format">The format of a number.</param>
/// <param name="Of">Gets the number.</param>
internal sealed record Column(string Name, string Format, Func<Sample, double> Of)
{
    /// <summary>The name of the column's ratios.</summary>
    public string WithoutUnit => string.Join(' ', Name.Split(' ').Where(word => word is not ("us" or "ms" or "MB")));

    public static IReadOnlyList<Column> All { get; } =
    [
        new("CPU us", "F1", sample => sample.CpuMicroseconds),
        new("requests/s", "F0", sample => sample.RequestsPerSecond),
        new("bytes", "F0", sample => sample.AllocatedBytes),
        new("CPU us at rate", "F1", sample => sample.CpuMicrosecondsAtRate),
        new("p50 ms", "F2", sample => sample.P50),
        new("p99 ms", "F2", sample => sample.P99),
        new("p99.9 ms", "F2", sample => sample.P999),
        new("memory MB", "F0", sample => sample.MemoryMegabytes),
    ];
}

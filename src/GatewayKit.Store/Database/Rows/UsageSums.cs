using GatewayKit.Statistics;

namespace GatewayKit.Store.Database.Rows;

/// <summary>The sums of a series in an interval.</summary>
internal abstract class UsageSums
{
    /// <summary>The start of the interval.</summary>
    public DateTime Start { get; init; }

    public required string Route { get; init; }

    public required string Consumer { get; init; }

    public int StatusClass { get; init; }

    public long Count { get; set; }

    public long RequestBytes { get; set; }

    public long ResponseBytes { get; set; }

    /// <summary>The sum of the durations in units of 100 ns.</summary>
    public long Duration { get; set; }

    /// <summary>The sketch of the durations.</summary>
    public required byte[] Latency { get; set; }

    /// <summary>Adds other sums of the same series.</summary>
    public void Add(UsageSums other) => Add([other]);

    /// <summary>Adds other sums of the same series. The sketch is read and written once.</summary>
    public void Add(IEnumerable<UsageSums> others)
    {
        var latency = LatencySketch.FromBytes(Latency);
        foreach (var other in others)
        {
            Count += other.Count;
            RequestBytes += other.RequestBytes;
            ResponseBytes += other.ResponseBytes;
            Duration += other.Duration;
            latency.Add(other.Latency);
        }

        Latency = latency.ToBytes();
    }
}

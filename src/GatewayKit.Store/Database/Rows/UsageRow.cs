namespace GatewayKit.Store.Database.Rows;

/// <summary>The requests of a series in a minute, or an hour after an outage, as a node has counted and written them at once.</summary>
internal sealed class UsageRow : UsageSums
{
    /// <summary>The id of the writer.</summary>
    public long Writer { get; set; }

    /// <summary>The number of the writer's batch.</summary>
    public long Sequence { get; set; }

    /// <summary>The position in the batch.</summary>
    public int Ordinal { get; set; }

    /// <summary>The length of the interval: 60 or 3600.</summary>
    public int Seconds { get; init; }

    /// <summary>Returns the same sums in another interval.</summary>
    public UsageRow At(int seconds, DateTime start) => new()
    {
        Seconds = seconds,
        Start = start,
        Route = Route,
        Consumer = Consumer,
        StatusClass = StatusClass,
        Count = Count,
        RequestBytes = RequestBytes,
        ResponseBytes = ResponseBytes,
        Duration = Duration,
        Latency = Latency,
    };
}

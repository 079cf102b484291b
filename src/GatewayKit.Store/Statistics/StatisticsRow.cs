namespace GatewayKit.Store.Statistics;

/// <summary>A row of one of the tables.</summary>
internal sealed class StatisticsRow
{
    public DateTime Start { get; init; }

    public required string Route { get; init; }

    public required string Consumer { get; init; }

    public int StatusClass { get; init; }

    public long Count { get; init; }

    public long RequestBytes { get; init; }

    public long ResponseBytes { get; init; }

    public long Duration { get; init; }

    public required byte[] Latency { get; init; }
}

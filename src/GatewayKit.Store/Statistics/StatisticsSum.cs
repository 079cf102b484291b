namespace GatewayKit.Store.Statistics;

/// <summary>The requests of a key, added up by the database.</summary>
internal sealed class StatisticsSum
{
    public required StatisticsKey Key { get; init; }

    /// <summary>The start of the last row.</summary>
    public DateTime Last { get; init; }

    public long Count { get; init; }

    public long RequestBytes { get; init; }

    public long ResponseBytes { get; init; }

    public long Duration { get; init; }
}

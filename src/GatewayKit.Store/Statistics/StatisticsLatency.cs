namespace GatewayKit.Store.Statistics;

/// <summary>The latencies of a row, which no database can add up.</summary>
internal sealed class StatisticsLatency
{
    public required StatisticsKey Key { get; init; }

    public required byte[] Latency { get; init; }
}

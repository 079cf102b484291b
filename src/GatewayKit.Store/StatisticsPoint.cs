using GatewayKit.Statistics;

namespace GatewayKit.Store;

/// <summary>The requests of an interval, and of the names by which the query splits them.</summary>
public sealed record StatisticsPoint
{
    /// <summary>The start of the interval.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The id of the route; null if the query doesn't split by route.</summary>
    public string? Route { get; init; }

    /// <summary>The name of the consumer; null if the query doesn't split by consumer.</summary>
    public string? Consumer { get; init; }

    /// <summary>The first digit of the status, 0 for one that isn't from 100 to 599; null if the query doesn't split by it.</summary>
    public int? StatusClass { get; init; }

    /// <summary>The start of the last minute or hour with requests.</summary>
    internal DateTimeOffset Last { get; init; }

    /// <summary>The number of requests.</summary>
    public long Count { get; init; }

    /// <summary>The sum of the sizes of their bodies in bytes, as far as these are known.</summary>
    public long RequestBytes { get; init; }

    /// <summary>The sum of the sizes of the responses' bodies in bytes, as far as these are known.</summary>
    public long ResponseBytes { get; init; }

    /// <summary>The sum of their times from the match of the route to the end of the response.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The distribution of these times, for percentiles; empty without <see cref="StatisticsQuery.IncludesLatencies"/>.</summary>
    public required LatencySketch Latency { get; init; }
}

using GatewayKit.Store.Statistics;

namespace GatewayKit.Store;

/// <summary>A query of usage statistics.</summary>
public sealed record StatisticsQuery
{
    /// <summary>The maximum number of intervals, and of points of a result.</summary>
    public const int MaximumPoints = 10_000;

    /// <summary>The beginning: the interval that contains it is the first one. <see cref="StatisticsInterval.Total"/> begins with an
    /// hour.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end: the interval that ends then, or contains it, is the last one.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The length of the intervals. Default: hours.</summary>
    public StatisticsInterval Interval { get; init; } = StatisticsInterval.Hour;

    /// <summary>The names by which requests are split. Default: none.</summary>
    public StatisticsGrouping By { get; init; }

    /// <summary>Only requests of this route; <c>(none)</c> for requests that match no route. Default: all.</summary>
    public string? Route { get; init; }

    /// <summary>Only requests of these routes, in addition to <see cref="Route"/>; null for all.</summary>
    internal IReadOnlyList<string>? Routes { get; init; }

    /// <summary>The sums that the query reads. Each has only its own. Default: requests by route and consumer.</summary>
    internal StatisticsSubject Subject { get; init; }

    /// <summary>Only requests of this consumer; <c>(none)</c> for requests without a caller, <c>(other)</c> for callers that aren't
    /// configured consumers. Default: all.</summary>
    public string? Consumer { get; init; }

    /// <summary>Only requests with this first digit of the status. Default: all.</summary>
    public int? StatusClass { get; init; }

    /// <summary>Whether points have the distribution of latencies. Without it, the database adds up everything, and a query over many rows
    /// is several times as fast; the sketch of each point is then empty. Default: true.</summary>
    public bool IncludesLatencies { get; init; } = true;
}

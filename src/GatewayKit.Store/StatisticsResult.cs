using System.Collections.Immutable;

namespace GatewayKit.Store;

/// <summary>The result of a query.</summary>
public sealed record StatisticsResult
{
    /// <summary>The start of the first interval.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the last interval.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The points in the order of time, route, consumer and status. Intervals without requests have none.</summary>
    public required ImmutableArray<StatisticsPoint> Points { get; init; }
}

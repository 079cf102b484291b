using GatewayKit.Store;

namespace GatewayKit.Admin.Statistics;

/// <summary>The usage in a time.</summary>
/// <param name="From">The start of the first interval.</param>
/// <param name="To">The end of the last interval.</param>
/// <param name="Interval">The length of the intervals: <c>minute</c>, <c>hour</c>, <c>day</c> or <c>total</c>.</param>
/// <param name="Items">The intervals with requests, in the order of time, route, consumer and status class.</param>
internal sealed record UsageDocument(
    DateTimeOffset From, DateTimeOffset To, StatisticsInterval Interval, IReadOnlyList<UsagePoint> Items)
{
    public static UsageDocument Of(StatisticsQuery query, StatisticsResult result)
        => new(result.From, result.To, query.Interval, [.. result.Points.Select(point => UsagePoint.Of(query, point))]);
}

using System.Globalization;
using GatewayKit.Store;

namespace GatewayKit.Admin.Statistics;

/// <summary>The requests of an interval, and of the names by which the query splits them.</summary>
/// <param name="Start">The start of the interval.</param>
/// <param name="Route">The id of the route; absent if the query doesn't split by route.</param>
/// <param name="Consumer">The name of the consumer; absent if the query doesn't split by consumer.</param>
/// <param name="StatusClass">The class of the status, such as <c>2xx</c>; absent if the query doesn't split by it.</param>
/// <param name="Count">The number of requests.</param>
/// <param name="RequestBytes">The bytes of their bodies.</param>
/// <param name="ResponseBytes">The bytes of the responses' bodies.</param>
/// <param name="LatencyMs">Their latencies in milliseconds; absent if the query leaves them out.</param>
internal sealed record UsagePoint(
    DateTimeOffset Start, string? Route, string? Consumer, string? StatusClass, long Count, long RequestBytes, long ResponseBytes,
    UsageLatency? LatencyMs)
{
    public static UsagePoint Of(StatisticsQuery query, StatisticsPoint point) => new(
        point.Start, point.Route, point.Consumer,
        point.StatusClass is { } first ? string.Create(CultureInfo.InvariantCulture, $"{first}xx") : null,
        point.Count, point.RequestBytes, point.ResponseBytes, query.IncludesLatencies ? UsageLatency.Of(point) : null);
}

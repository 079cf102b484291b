namespace GatewayKit.Admin.Endpoints;

/// <summary>Live figures of a node.</summary>
/// <param name="Requests">The requests that have ended.</param>
/// <param name="RequestsInFlight">The number of requests at upstreams.</param>
/// <param name="Destinations">The number of destinations.</param>
/// <param name="UnhealthyDestinations">The number of destinations that health checks don't allow.</param>
/// <param name="Process">The process.</param>
internal sealed record MetricsView(
    RequestCounts Requests, int RequestsInFlight, int Destinations, int UnhealthyDestinations, ProcessFigures Process);

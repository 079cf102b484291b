using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Proxy;
using GatewayKit.Proxy.Resilience;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Admin.Endpoints;

/// <summary><c>GET /v1/metrics</c>: a few live figures of this node.</summary>
internal static class MetricsEndpoints
{
    public static void Map(RouteGroupBuilder api)
        => api.MapGet("/v1/metrics", Read)
            .RequireRole(AdminRole.Viewer)
            .WithTags("Status")
            .WithSummary("Get live figures of this node: requests, destinations, memory and processor time.")
            .WithProblems(503);

    public static AdminResult<MetricsView> Read(CurrentSnapshot current, KeptClusters clusters, RequestFigures requests)
        => current.Read(snapshot =>
        {
            var (destinations, unhealthy, inFlight) = (0, 0, 0);
            foreach (var version in snapshot.ClusterVersions.Values)
            {
                foreach (var destination in clusters.Find(snapshot, version)?.DestinationsState.AllDestinations ?? [])
                {
                    destinations++;
                    unhealthy += RequestDestinations.IsHealthy(destination) ? 0 : 1;
                    inFlight += destination.ConcurrentRequestCount;
                }
            }

            return AdminResult<MetricsView>.Live(
                new MetricsView(requests.Read(), inFlight, destinations, unhealthy, ProcessFigures.Read()));
        });
}

using GatewayKit.Kubernetes.TestServer.Requests;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>The requests that the API server has received from the gateways.</summary>
/// <param name="Reads">The number of lists, watches and reads.</param>
/// <param name="RouteStatuses">The number of patches of the statuses of HTTPRoutes.</param>
/// <param name="OtherStatuses">The number of other patches.</param>
/// <param name="Leases">The number of updates, which are those of the Lease.</param>
/// <param name="Creations">The number of creations.</param>
/// <param name="Deletions">The number of deletions.</param>
internal sealed record ApiCounts(int Reads, int RouteStatuses, int OtherStatuses, int Leases, int Creations, int Deletions)
{
    public int Statuses => RouteStatuses + OtherStatuses;

    public static ApiCounts Of(RequestLog log)
    {
        var routes = log.Count("patch", "httproutes/status");
        return new(
            log.Count("get") + log.Count("list") + log.Count("watch"),
            routes,
            log.Count("patch") - routes,
            log.Count("update"),
            log.Count("create"),
            log.Count("delete") + log.Count("deletecollection"));
    }
}

using GatewayKit.Pipeline;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy;

/// <summary>Sends an exchange to the cluster that a plugin chose, before YARP picks a destination.</summary>
internal sealed class ClusterChoice(KeptClusters clusters)
{
    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<Exchange>() is { ChosenClusterId: { } chosen } exchange)
        {
            var snapshot = exchange.CompiledRoute.Snapshot;
            http.ReassignProxyRequest(clusters.Find(snapshot, snapshot.ClusterVersions[chosen])
                ?? throw new InvalidOperationException($"Cluster '{chosen}' no longer exists."));
        }

        return next(http);
    }
}

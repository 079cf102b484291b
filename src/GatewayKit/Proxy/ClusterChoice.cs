using GatewayKit.Pipeline;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy;

namespace GatewayKit.Proxy;

/// <summary>Sends an exchange to the cluster that a plugin chose, before YARP picks a destination.</summary>
internal sealed class ClusterChoice(IProxyStateLookup state)
{
    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<Exchange>() is { ChosenClusterId: { } chosen } exchange)
        {
            var snapshot = exchange.CompiledRoute.Snapshot;
            var version = snapshot.ClusterVersions[chosen];
            if (!state.TryGetCluster(version, out var cluster) && !snapshot.KeptClusters.TryGetValue(version, out cluster))
                throw new InvalidOperationException($"Cluster '{chosen}' is not known any more.");

            http.ReassignProxyRequest(cluster);
        }

        return next(http);
    }
}

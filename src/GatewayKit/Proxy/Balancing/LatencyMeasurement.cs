using GatewayKit.Configuration;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Balancing;

/// <summary>Measures the latencies of destinations for <see cref="LeastLatencyPolicy"/>.</summary>
internal sealed class LatencyMeasurement(Balances balances, PublishedBalancing published, TimeProvider time)
{
    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (!published.IsUsed)
            return next(http);

        var proxy = http.GetReverseProxyFeature();
        return BalancingPolicy.Is(proxy.Cluster.Config.LoadBalancingPolicy, BalancingPolicy.LeastLatency)
            && proxy.AvailableDestinations is { Count: 1 } selected
            ? MeasureAsync(http, balances.Of(selected[0]).Latency, balances.SettingsOf(proxy.Cluster).Settings, next)
            : next(http);
    }

    private async Task MeasureAsync(HttpContext http, LatencyEstimate latency, ClusterLoadBalancing settings, RequestDelegate next)
    {
        var measured = new MeasuredRequest(http, latency, settings, time);
        http.Response.OnStarting(static state => ((MeasuredRequest)state).BeginResponse(), measured);
        await next(http).ConfigureAwait(false);
        measured.End();
    }
}

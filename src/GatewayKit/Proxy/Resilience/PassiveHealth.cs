using System.Collections.Frozen;
using System.Net.Http;
using GatewayKit.Proxy.Upstream;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Resilience;

/// <summary>Reports attempts that another one follows to YARP's passive health checks, which only see the last attempt.</summary>
internal sealed class PassiveHealth(IEnumerable<IPassiveHealthCheckPolicy> policies, Lazy<IProxyStateLookup> state)
{
    private readonly FrozenDictionary<string, IPassiveHealthCheckPolicy> _policies =
        policies.ToFrozenDictionary(policy => policy.Name, StringComparer.OrdinalIgnoreCase);

    /// <param name="http">The exchange.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="destination">The destination of the attempt.</param>
    /// <param name="error">The exception of the attempt; null if there was a response.</param>
    public void Report(HttpContext http, ClusterModel cluster, DestinationState destination, Exception? error)
    {
        if (cluster.Config.HealthCheck?.Passive is not { Enabled: true } check
            || !state.Value.TryGetCluster(cluster.Config.ClusterId, out var known)
            || !_policies.TryGetValue(check.Policy ?? HealthCheckConstants.PassivePolicy.TransportFailureRate, out var policy))
            return;

        http.Features.Set<IForwarderErrorFeature>(error is null ? null : new ForwardingErrorFeature(
            error is OperationCanceledException ? ForwarderError.RequestTimedOut : ForwarderError.Request, error));
        policy.RequestProxied(http, known, destination);
        http.Features.Set<IForwarderErrorFeature>(null);
    }
}

using GatewayKit.Runtime;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy;

/// <summary>Hands a snapshot's routes and clusters to YARP and waits until YARP routes by them.</summary>
internal sealed class ProxyPublisher(InMemoryConfigProvider provider) : IConfigChangeListener
{
    private readonly Lock _lock = new();
    private string? _awaitedRevision;
    private TaskCompletionSource? _awaited;

    /// <summary>Hands over the first snapshot, which YARP reads when it is mapped.</summary>
    public void Start(GatewaySnapshot snapshot) => Update(snapshot, "");

    /// <exception cref="InvalidOperationException">YARP could not apply them.</exception>
    public Task PublishAsync(GatewaySnapshot snapshot)
    {
        var revision = Guid.NewGuid().ToString("N");
        var applied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _awaitedRevision = revision;
            _awaited = applied;
        }

        Update(snapshot, revision);
        return applied.Task;
    }

    public void ConfigurationLoadingFailed(IProxyConfigProvider configProvider, Exception exception)
    {
    }

    public void ConfigurationLoaded(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
    }

    public void ConfigurationApplyingFailed(IReadOnlyList<IProxyConfig> proxyConfigs, Exception exception)
        => Awaited(proxyConfigs)?.TrySetException(new InvalidOperationException($"YARP could not apply the configuration: {exception.GetBaseException().Message}", exception));

    public void ConfigurationApplied(IReadOnlyList<IProxyConfig> proxyConfigs) => Awaited(proxyConfigs)?.TrySetResult();

    private TaskCompletionSource? Awaited(IReadOnlyList<IProxyConfig> configs)
    {
        lock (_lock)
            return configs.Any(c => c.RevisionId == _awaitedRevision) ? _awaited : null;
    }

    private void Update(GatewaySnapshot snapshot, string revision) => provider.Update(
        [.. snapshot.Config.Routes.Values.Select(r => Route(r.Route, snapshot))],
        [.. snapshot.Config.Clusters.Select(c => ClusterVersion.Mark(c.Value.Cluster, snapshot.ClusterVersions[c.Key]))],
        revision);

    private static RouteConfig Route(RouteConfig route, GatewaySnapshot snapshot)
        => RouteIndex.Mark(
            route.ClusterId is { Length: > 0 } id ? route with { ClusterId = snapshot.ClusterVersions[id] } : route,
            snapshot.Revision);
}

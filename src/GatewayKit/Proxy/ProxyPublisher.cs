using GatewayKit.Compilation;
using GatewayKit.Proxy.Balancing;
using GatewayKit.Proxy.Resilience;
using GatewayKit.Proxy.Routing;
using GatewayKit.Proxy.Upstream;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy;

/// <summary>Passes a snapshot's routes and clusters to YARP and waits until the host's routing uses them.</summary>
internal sealed partial class ProxyPublisher(
    InMemoryConfigProvider provider, RouteIndex index, RouteTable table, PublishedTls tls, PublishedBalancing balancing,
    PublishedPolicies policies, ILogger<ProxyPublisher> logger)
    : IConfigChangeListener
{
    private readonly Lock _lock = new();
    private string? _awaitedRevision;
    private TaskCompletionSource? _awaited;

    /// <summary>Whether the host's routing no longer follows changes.</summary>
    public bool IsStuck => table.IsStuck;

    /// <summary>Sets the first snapshot, which YARP reads when it is mapped.</summary>
    public void Start(GatewaySnapshot snapshot) => Update(snapshot, "");

    /// <exception cref="InvalidOperationException">YARP or routing could not apply them. Publish the previous snapshot again.</exception>
    public async Task PublishAsync(GatewaySnapshot snapshot)
    {
        var revision = Guid.NewGuid().ToString("N");
        var applied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _awaitedRevision = revision;
            _awaited = applied;
        }

        Update(snapshot, revision);
        await applied.Task.ConfigureAwait(false);
        table.Use(snapshot);
    }

    public void ConfigurationLoadingFailed(IProxyConfigProvider configProvider, Exception exception)
    {
    }

    public void ConfigurationLoaded(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
    }

    public void ConfigurationApplyingFailed(IReadOnlyList<IProxyConfig> proxyConfigs, Exception exception)
        => Awaited(proxyConfigs)?.TrySetException(
            new InvalidOperationException($"YARP could not apply the configuration: {exception.GetBaseException().Message}", exception));

    public void ConfigurationApplied(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
        var awaited = Awaited(proxyConfigs);
        if (table.Failure is not { } failure)
            awaited?.TrySetResult();
        else if (awaited?.TrySetException(
            new InvalidOperationException($"The routes can't be matched: {failure.GetBaseException().Message}", failure)) != true)
            LogRejected(failure);
    }

    private TaskCompletionSource? Awaited(IReadOnlyList<IProxyConfig> configs)
    {
        lock (_lock)
            return configs.Any(c => c.RevisionId == _awaitedRevision) ? _awaited : null;
    }

    private void Update(GatewaySnapshot snapshot, string revision)
    {
        tls.Use(snapshot);
        balancing.Use(snapshot);
        policies.Use(snapshot);
        provider.Update(
            [.. index.Of(snapshot).Configs],
            [.. snapshot.Config.Clusters.Select(c => ClusterVersion.Mark(c.Value, snapshot.ClusterVersions[c.Key]))],
            revision);
    }

    [LoggerMessage(34, LogLevel.Error, "Routes of the host's own YARP configuration can't be matched; the active routes stay active.")]
    private partial void LogRejected(Exception error);
}

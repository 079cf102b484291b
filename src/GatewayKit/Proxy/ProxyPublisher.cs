using GatewayKit.Compilation;
using GatewayKit.Proxy.Balancing;
using GatewayKit.Proxy.Discovery;
using GatewayKit.Proxy.Resilience;
using GatewayKit.Proxy.Routing;
using GatewayKit.Proxy.Upstream;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy;

/// <summary>Passes a snapshot's routes and clusters to YARP and waits until the host's routing uses them.</summary>
internal sealed partial class ProxyPublisher(
    InMemoryConfigProvider provider, RouteIndex index, RouteTable table, PublishedTls tls, PublishedBalancing balancing,
    PublishedPolicies policies, DiscoveredNames names, ILogger<ProxyPublisher> logger)
    : IConfigChangeListener
{
    private readonly Lock _lock = new();
    private string? _awaitedRevision;
    private TaskCompletionSource? _awaited;

    private readonly Lock _updating = new();
    private readonly ProxyClusters _clusters = new(names);
    private (GatewaySnapshot Snapshot, string Revision)? _last;

    /// <summary>Whether the host's routing no longer follows changes.</summary>
    public bool IsStuck => table.IsStuck;

    /// <summary>Sets the first snapshot, which YARP reads when it is mapped.</summary>
    public void Start(GatewaySnapshot snapshot)
    {
        names.Changed = Refresh;
        Update(snapshot, "");
    }

    /// <exception cref="InvalidOperationException">YARP or routing could not apply them. Publish the previous snapshot again.</exception>
    public async Task PublishAsync(GatewaySnapshot snapshot)
    {
        names.Use(snapshot);
        await names.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        var revision = Guid.NewGuid().ToString("N");
        var applied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _awaitedRevision = revision;
            _awaited = applied;
        }

        Update(snapshot, revision);
        await applied.Task.ConfigureAwait(false);
        names.DropUnused();
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
        lock (_updating)
        {
            _last = (snapshot, revision);
            tls.Use(snapshot);
            balancing.Use(snapshot);
            policies.Use(snapshot);
            names.Use(snapshot);
            Pass(snapshot, revision);
        }
    }

    /// <summary>Passes the last snapshot again, because addresses of its destinations have changed. While the snapshot is being published,
    /// YARP may only apply this version of it, so that the revision is the same.</summary>
    private void Refresh()
    {
        lock (_updating)
        {
            if (_last is var (snapshot, revision))
                Pass(snapshot, revision);
        }
    }

    private void Pass(GatewaySnapshot snapshot, string revision) => provider.Update(
        [.. index.Of(snapshot).Configs],
        _clusters.Of(snapshot),
        revision);

    [LoggerMessage(34, LogLevel.Error, "Routes of the host's own YARP configuration can't be matched; the active routes stay active.")]
    private partial void LogRejected(Exception error);
}

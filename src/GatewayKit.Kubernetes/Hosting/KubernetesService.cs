using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Election;
using GatewayKit.Kubernetes.Status;
using GatewayKit.Kubernetes.Watching;
using k8s.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>Runs the reflectors, the pump, and, on the leader, the writers.</summary>
internal sealed class KubernetesService(
    ApiServer api, ClusterFeed feed, ClusterStores stores, TranslationPump pump, StatusWriter statuses, LeaderWork work,
    KubernetesSettings settings, WatchSettings watches, TimeProvider time, LoopLog log, ILoggerFactory loggers) : BackgroundService
{
    private static readonly ApiKind s_nodes = new("", "v1", "nodes");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.StatusSeen += statuses.Look;
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var logger = loggers.CreateLogger("GatewayKit.Kubernetes.Watching");
        Task[] running =
        [
            .. stores.CreateReflectors(api, watches, time, logger).Select(reflector => reflector.RunAsync(all.Token)),
            PumpAsync(all.Token),
            settings.Election is { } election
                ? new LeaderElection(api, election, time, loggers.CreateLogger<LeaderElection>()).RunAsync(work.RunAsync, all.Token)
                : work.RunAsync(all.Token),
        ];
        try
        {
            // None of them ends by itself: the first one that ends has failed, or the host is stopping.
            var first = await Task.WhenAny(running).ConfigureAwait(false);
            await first.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
        finally
        {
            await all.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            feed.StatusSeen -= statuses.Look;
        }
    }

    private async Task PumpAsync(CancellationToken cancellation)
    {
        var zone = await ReadZoneAsync(cancellation).ConfigureAwait(false);
        await pump.RunAsync(settings.Translation with { Zone = zone }, cancellation).ConfigureAwait(false);
    }

    /// <summary>Returns the zone of the node that the gateway runs on; null if it isn't known.</summary>
    private async Task<string?> ReadZoneAsync(CancellationToken cancellation)
    {
        if (settings.Pod.Node is not { } node)
            return null;

        try
        {
            var found = await api.GetAsync<V1Node>(s_nodes, null, node, cancellation).ConfigureAwait(false);
            return found.Metadata.Labels?.TryGetValue("topology.kubernetes.io/zone", out var zone) == true ? zone : null;
        }
        catch (Exception error) when (ApiFailure.IsExpected(error))
        {
            log.LogNoZone(ApiFailure.Describe(error));
            return null;
        }
    }
}

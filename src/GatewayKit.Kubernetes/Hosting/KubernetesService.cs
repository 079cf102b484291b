using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Election;
using GatewayKit.Kubernetes.Keeping;
using GatewayKit.Kubernetes.Status;
using GatewayKit.Kubernetes.Watching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>Runs the reflectors, the pump, and, on the leader, the writers.</summary>
internal sealed class KubernetesService(
    ApiServer api, ClusterFeed feed, ClusterStores stores, TranslationPump pump, StatusWriter statuses, LeaderWork work,
    NodeZone zone, DefinitionReader definitions, CopyKeeper copies, ReflectorHealth health, KubernetesSettings settings,
    WatchSettings watches, BackgroundLoop loop, TimeProvider time, ILoggerFactory loggers) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.StatusSeen += statuses.Look;
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var logger = loggers.CreateLogger("GatewayKit.Kubernetes.Watching");
        Task[] running =
        [
            .. stores.CreateReflectors(api, watches, health, time, logger)
                .Select(reflector => loop.RunAsync(reflector.RunAsync, all.Token)),
            pump.RunAsync(settings.Translation, zone, definitions, all.Token),
            loop.RunAsync(definitions.RunAsync, all.Token),
            loop.RunAsync(LeadAsync, all.Token),
            loop.RunAsync(copies.RunAsync, all.Token),
        ];
        try
        {
            // None of them ends by itself: the pump has failed, or the host is stopping.
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

    /// <summary>Leads if elected, once the state of the API server is known: nothing is written from a kept copy.</summary>
    private async Task LeadAsync(CancellationToken cancellation)
    {
        await pump.Live.WaitAsync(cancellation).ConfigureAwait(false);
        await (settings.Election is { } election
            ? new LeaderElection(api, election, time, loggers.CreateLogger<LeaderElection>()).RunAsync(work.RunAsync, cancellation)
            : work.RunAsync(cancellation)).ConfigureAwait(false);
    }
}

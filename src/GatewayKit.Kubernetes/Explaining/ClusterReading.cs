using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Watching;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Kubernetes.Explaining;

/// <summary>Reads the resources of a cluster once.</summary>
internal sealed class ClusterReading(
    ApiServer api, ClusterFeed feed, ClusterStores stores, ReflectorHealth health, WatchSettings watches, TimeProvider time,
    ILoggerFactory loggers)
{
    /// <summary>The longest time for all lists.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <exception cref="InvalidOperationException">Not all resources can be read.</exception>
    public async Task<ClusterState> ReadAsync(CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var logger = loggers.CreateLogger("GatewayKit.Kubernetes.Watching");
        Task[] reading =
            [.. stores.CreateReflectors(api, watches, health, time, logger).Select(reflector => reflector.RunAsync(end.Token))];
        try
        {
            return await feed.NextAsync(stores, end.Token).WaitAsync(Limit, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"The cluster can't be read within {Limit.TotalSeconds:0} s. The log has the reasons.");
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

using System.Collections.Immutable;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Watching;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Kubernetes.Status;

/// <summary>
/// Writes the statuses that differ, while this gateway is the leader:
/// <list type="number">
/// <item>each active translation has the statuses that resources should have; a leader compares those that have changed</item>
/// <item>a new leader compares all, and removes those that this controller has left behind on resources of others</item>
/// <item>a status that someone else has changed is compared again</item>
/// </list>
/// </summary>
internal sealed class StatusWriter(
    ApiServer api, ClusterStores stores, StatusMerge merge, OwnStatuses own, TimeProvider time, ILogger<StatusWriter> logger)
    : ISync, IDisposable
{
    private const int Workers = 8;

    private readonly WantedStatuses _statuses = new();
    private readonly PendingOwners _pending = new();
    private readonly StatusLog _log = new(logger, time);
    private ImmutableDictionary<ResourceOwner, object>? _wanted;
    private bool _isActive;

    public void Use(PublishedTranslation published)
    {
        var (wanted, changed) = _statuses.Use(published);
        var before = Interlocked.Exchange(ref _wanted, wanted);
        if (Volatile.Read(ref _isActive))
            _pending.Add(before is null ? All(wanted) : changed);
    }

    /// <summary>Compares a status again that was seen at the API server.</summary>
    public void Look(ResourceKind kind, ResourceName? name)
    {
        if (!Volatile.Read(ref _isActive))
            return;

        _pending.Add(name is { } one
            ? [new ResourceOwner(kind, one)]
            : Volatile.Read(ref _wanted)?.Keys.Where(owner => owner.Kind == kind) ?? []);
    }

    /// <summary>Writes until the token fires.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Volatile.Write(ref _isActive, true);
        try
        {
            // Without a translation, nothing is known about the statuses that should exist.
            if (Volatile.Read(ref _wanted) is { } wanted)
                _pending.Add(All(wanted));
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            try
            {
                var updater = CreateUpdater(end.Token);
                await Parallel.ForEachAsync(
                    Enumerable.Range(0, Workers),
                    new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = cancellation },
                    (_, token) => WorkAsync(updater, token)).ConfigureAwait(false);
            }
            finally
            {
                await end.CancelAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            Volatile.Write(ref _isActive, false);
        }
    }

    public void Dispose() => _pending.Dispose();

    private StatusUpdater CreateUpdater(CancellationToken cancellation) => new(
        new StatusRequests(api, own.Manager, new WritePace(time)), new StatusComparison(merge, own, time), stores,
        new PostponedOwners(_pending, time, cancellation), new StatusContests(time), _log);

    private async ValueTask WorkAsync(StatusUpdater updater, CancellationToken cancellation)
    {
        while (true)
        {
            var owner = await _pending.TakeAsync(cancellation).ConfigureAwait(false);
            try
            {
                if (Volatile.Read(ref _wanted) is { } wanted)
                    await updater.UpdateAsync(owner, wanted.GetValueOrDefault(owner), cancellation).ConfigureAwait(false);
            }
            finally
            {
                _pending.Return(owner);
            }
        }
    }

    /// <summary>All statuses, and those that another version or another leader has left behind.</summary>
    private IEnumerable<ResourceOwner> All(ImmutableDictionary<ResourceOwner, object> wanted)
        => wanted.Keys.Concat(stores.All.SelectMany(Leftovers));

    private IEnumerable<ResourceOwner> Leftovers(IResourceStore store)
        => store.Kind.HasOwnStatus
            ? store.Objects.Where(own.Has).Select(resource => new ResourceOwner(store.Kind.Kind, ResourceName.Of(resource)))
            : [];
}

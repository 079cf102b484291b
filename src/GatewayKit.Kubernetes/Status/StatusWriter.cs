using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Watching;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Kubernetes.Status;

/// <summary>
/// Writes the statuses that differ, while this gateway is the leader:
/// <list type="number">
/// <item>each active translation has the statuses that resources should have; a leader compares those that have changed, a new leader
/// compares all</item>
/// <item>a status that someone else has changed is compared again</item>
/// <item>a patch is valid for one version of its resource; after a conflict, the resource is read and compared again</item>
/// </list>
/// </summary>
internal sealed partial class StatusWriter(
    ApiServer api, ClusterStores stores, StatusMerge merge, TimeProvider time, ILogger<StatusWriter> logger) : ISync, IDisposable
{
    /// <summary>The number of statuses that are written at most in each interval.</summary>
    private const int MostAtOnce = 100;
    private const int MostAttempts = 5;
    private const int Parallelism = 8;

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly PendingOwners _pending = new();
    private readonly ConcurrentDictionary<ResourceOwner, WrittenStatus> _written = [];
    private readonly Backoff _backoff = new();
    private ImmutableDictionary<ResourceOwner, object>? _wanted;
    private bool _isActive;

    public void Use(PublishedTranslation published)
    {
        var wanted = RejectedStatuses.Apply(published);
        var before = Interlocked.Exchange(ref _wanted, wanted);
        if (!Volatile.Read(ref _isActive))
            return;

        _pending.Add(before is null ? All(wanted) : wanted
            .Where(status => !ReferenceEquals(before.GetValueOrDefault(status.Key), status.Value))
            .Select(status => status.Key)
            .Concat(before.Keys.Where(owner => !wanted.ContainsKey(owner))));
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
        _written.Clear();
        Volatile.Write(ref _isActive, true);
        try
        {
            // Without a translation, nothing is known about the statuses that should exist.
            if (Volatile.Read(ref _wanted) is { } wanted)
                _pending.Add(All(wanted));
            while (true)
            {
                var owners = await _pending.TakeAsync(MostAtOnce, cancellation).ConfigureAwait(false);
                var started = time.GetTimestamp();
                var failed = new ConcurrentQueue<ResourceOwner>();
                await Parallel.ForEachAsync(
                    owners,
                    new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation },
                    async (owner, token) =>
                    {
                        if (!await TryUpdateAsync(owner, token).ConfigureAwait(false))
                            failed.Enqueue(owner);
                    }).ConfigureAwait(false);
                if (failed.IsEmpty)
                    _backoff.Reset();
                else
                    _ = RepeatAsync(failed, _backoff.Next(), cancellation);
                var rest = s_interval - time.GetElapsedTime(started);
                if (owners.Count == MostAtOnce && rest > TimeSpan.Zero)
                    await Task.Delay(rest, time, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            Volatile.Write(ref _isActive, false);
        }
    }

    public void Dispose() => _pending.Dispose();

    /// <summary>All statuses, and those with entries that another version or another leader has left behind.</summary>
    private IEnumerable<ResourceOwner> All(ImmutableDictionary<ResourceOwner, object> wanted)
        => wanted.Keys.Concat(stores.All.SelectMany(Leftovers));

    private IEnumerable<ResourceOwner> Leftovers(IResourceStore store)
        => store.Kind.HasOwnStatus
            ? store.Objects.Where(merge.HasOwn).Select(resource => new ResourceOwner(store.Kind.Kind, ResourceName.Of(resource)))
            : [];

    /// <summary>Compares statuses again after a wait, in which others are written.</summary>
    private async Task RepeatAsync(IEnumerable<ResourceOwner> owners, TimeSpan wait, CancellationToken cancellation)
    {
        await Task.Delay(wait, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellation.IsCancellationRequested)
            _pending.Add(owners);
    }

    /// <returns>Whether the status needn't be written again.</returns>
    private async Task<bool> TryUpdateAsync(ResourceOwner owner, CancellationToken cancellation)
    {
        var store = stores.Of(owner.Kind);
        if (store.Served is not { } kind || store.Latest(owner.Name) is not { } seen)
        {
            _written.TryRemove(owner, out _);
            return true;
        }

        if (Volatile.Read(ref _wanted) is not { } all)
            return true;

        var wanted = all.GetValueOrDefault(owner);
        var last = _written.GetValueOrDefault(owner);
        if (last is not null && ReferenceEquals(last.Seen, seen) && ReferenceEquals(last.Wanted, wanted))
            return true;

        var resource = last is not null && ReferenceEquals(last.Seen, seen) ? last.Result : seen;
        try
        {
            var result = await WriteAsync(kind, owner, resource, wanted, last?.Wanted, cancellation).ConfigureAwait(false);
            _written[owner] = new WrittenStatus(wanted, seen, result);
        }
        catch (ApiException error) when (error.IsNotFound)
        {
            _written.TryRemove(owner, out _);
        }
        catch (ApiException error) when (error.Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest)
        {
            // Another attempt would fail in the same way.
            _written[owner] = new WrittenStatus(wanted, seen, resource);
            LogInvalid(owner.Kind, owner.Name, error.Message);
        }
        catch (Exception error) when (ApiFailure.IsExpected(error))
        {
            if (!_backoff.IsFailing)
                LogFailed(owner.Kind, owner.Name, ApiFailure.Describe(error));
            return false;
        }

        return true;
    }

    /// <returns>The resource with its new status.</returns>
    private async Task<IKubernetesObject<V1ObjectMeta>> WriteAsync(
        ApiKind kind, ResourceOwner owner, IKubernetesObject<V1ObjectMeta> resource, object? wanted, object? last,
        CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (PatchOf(resource, wanted, last) is not { } patch)
                return resource;

            try
            {
                return await PatchAsync(kind, owner, patch, cancellation).ConfigureAwait(false);
            }
            catch (ApiException error) when (error.IsConflict && attempt < MostAttempts)
            {
                resource = await ReadAsync(kind, owner, cancellation).ConfigureAwait(false);
            }
        }
    }

    private JsonObject? PatchOf(IKubernetesObject<V1ObjectMeta> resource, object? wanted, object? last)
    {
        var existing = StatusMerge.StatusOf(resource);
        wanted ??= FormerStatus.Of(existing, last is not null && Compare(resource, existing, last) is null);
        return wanted is null ? null : Compare(resource, existing, wanted);
    }

    private JsonObject? Compare(IKubernetesObject<V1ObjectMeta> resource, object? existing, object wanted)
        => StatusPatch.Create(resource, existing, merge.Merge(wanted, existing, time.GetUtcNow()));

    private async Task<IKubernetesObject<V1ObjectMeta>> PatchAsync(
        ApiKind kind, ResourceOwner owner, JsonObject patch, CancellationToken cancellation) => owner.Kind switch
        {
            ResourceKind.GatewayClass => await PatchAsync<GatewayClass>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.Gateway => await PatchAsync<Gateway>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.ListenerSet => await PatchAsync<ListenerSet>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.HttpRoute => await PatchAsync<HttpRoute>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.GrpcRoute => await PatchAsync<GrpcRoute>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.TlsRoute => await PatchAsync<TlsRoute>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.TcpRoute => await PatchAsync<TcpRoute>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.BackendTlsPolicy => await PatchAsync<BackendTlsPolicy>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.GatewayPlugin => await PatchAsync<GatewayPlugin>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.GatewayPolicy => await PatchAsync<GatewayPolicy>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.GatewayConsumer
                => await PatchAsync<GatewayConsumerResource>(kind, owner, patch, cancellation).ConfigureAwait(false),
            ResourceKind.Ingress => await PatchAsync<V1Ingress>(kind, owner, patch, cancellation).ConfigureAwait(false),
            _ => throw new InvalidOperationException($"The gateway doesn't write statuses of '{owner.Kind}'."),
        };

    private async Task<IKubernetesObject<V1ObjectMeta>> ReadAsync(ApiKind kind, ResourceOwner owner, CancellationToken cancellation)
        => await PatchAsync(kind, owner, [], cancellation).ConfigureAwait(false);

    private Task<T> PatchAsync<T>(ApiKind kind, ResourceOwner owner, JsonObject patch, CancellationToken cancellation)
        where T : class, IKubernetesObject<V1ObjectMeta>
        => patch.Count == 0
            ? api.GetAsync<T>(kind, owner.Name.Namespace, owner.Name.Name, cancellation)
            : api.MergeAsync<T>(kind, owner.Name.Namespace, owner.Name.Name, patch, isStatus: true, cancellation);

    [LoggerMessage(30, LogLevel.Error, "The API server rejects the status of {Kind} '{Name}'. {Reason}")]
    private partial void LogInvalid(ResourceKind kind, ResourceName name, string reason);

    [LoggerMessage(31, LogLevel.Warning, "The status of {Kind} '{Name}' can't be written; the gateway tries again. {Reason}")]
    private partial void LogFailed(ResourceKind kind, ResourceName name, string reason);
}

using System.Collections.Concurrent;
using System.Net;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Watching;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Status;

/// <summary>
/// Updates the status of a resource:
/// <list type="number">
/// <item>compares it with the wanted one, unless neither has changed since the last time</item>
/// <item>writes it with a patch that is valid for one version of the resource; after a conflict, reads and compares it again</item>
/// <item>after a failure, and if another writer changes the status again and again, postpones the resource; each has its own wait, so that
/// one doesn't delay others</item>
/// </list>
/// </summary>
internal sealed class StatusUpdater(
    StatusRequests requests, StatusComparison comparison, ClusterStores stores, PostponedOwners postponed, StatusContests contests,
    StatusLog log)
{
    private const int MostAttempts = 5;

    /// <summary>The longest wait after the API server has denied a write: only a change of its rules helps.</summary>
    private static readonly TimeSpan s_longestDenied = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<ResourceOwner, WrittenStatus> _written = [];
    private readonly ConcurrentDictionary<ResourceOwner, Backoff> _failures = [];

    /// <summary>Compares a status, and writes it if necessary. One call at a time for each resource.</summary>
    /// <param name="owner">The resource.</param>
    /// <param name="wanted">The status that it should have; null if it doesn't belong to this controller.</param>
    /// <param name="cancellation">Ends the requests.</param>
    public async Task UpdateAsync(ResourceOwner owner, object? wanted, CancellationToken cancellation)
    {
        var store = stores.Of(owner.Kind);
        if (store.Served is not { } kind || store.Latest(owner.Name) is not { } seen)
        {
            Forget(owner);
            return;
        }

        var last = _written.GetValueOrDefault(owner);
        if (postponed.Contains(owner)
            || (last is not null && ReferenceEquals(last.Seen, seen) && ReferenceEquals(last.Wanted, wanted)))
            return;

        var isSeen = last?.IsNewerThan(seen) != true;
        var resource = isSeen ? seen : last!.Result;
        if (isSeen && IsContested(last, seen) && comparison.PatchOf(seen, wanted) is not null
            && contests.Wait(owner, out var isFirst) is { } wait)
        {
            if (isFirst)
                log.LogContested(owner.Kind, owner.Name);
            postponed.Add(owner, wait);
            return;
        }

        try
        {
            var result = await WriteAsync(kind, owner, resource, wanted, cancellation).ConfigureAwait(false);
            _failures.TryRemove(owner, out _);
            Remember(owner, new WrittenStatus(wanted, seen, result));
        }
        catch (ApiException error) when (error.IsNotFound)
        {
            Forget(owner);
        }
        catch (ApiException error) when (error.Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest
            or HttpStatusCode.RequestEntityTooLarge)
        {
            // Another attempt would fail in the same way.
            Remember(owner, new WrittenStatus(wanted, seen, resource));
            log.LogInvalid(owner.Kind, owner.Name, error.Message);
        }
        catch (Exception error) when (ApiFailure.IsExpected(error))
        {
            Postpone(owner, error);
        }
    }

    /// <summary>Returns whether another writer has changed the part of the status that the gateway had written.</summary>
    private bool IsContested(WrittenStatus? last, IKubernetesObject<V1ObjectMeta> seen)
        => last is { Wanted: { } before } && last.DiffersFrom(seen) && comparison.PatchOf(seen, before) is not null;

    /// <returns>The resource with its new status.</returns>
    private async Task<IKubernetesObject<V1ObjectMeta>> WriteAsync(
        ApiKind kind, ResourceOwner owner, IKubernetesObject<V1ObjectMeta> resource, object? wanted, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (comparison.PatchOf(resource, wanted) is not { } patch)
                return resource;

            try
            {
                return await requests.SendAsync(kind, owner, patch, cancellation).ConfigureAwait(false);
            }
            catch (ApiException error) when (error.IsConflict && attempt < MostAttempts)
            {
                resource = await requests.SendAsync(kind, owner, [], cancellation).ConfigureAwait(false);
            }
        }
    }

    private void Postpone(ResourceOwner owner, Exception error)
    {
        var backoff = _failures.GetOrAdd(owner, _ => new Backoff());
        if (!backoff.IsFailing)
            log.Failed(owner.Kind, owner.Name, ApiFailure.Describe(error));
        var isDenied = error is ApiException { IsDenied: true };
        postponed.Add(owner, backoff.Next((error as ApiException)?.RetryAfter, isDenied ? s_longestDenied : null));
    }

    /// <summary>Resources of other controllers aren't remembered: their deletion isn't reported.</summary>
    private void Remember(ResourceOwner owner, WrittenStatus written)
    {
        if (written.Wanted is null)
            _written.TryRemove(owner, out _);
        else
            _written[owner] = written;
    }

    private void Forget(ResourceOwner owner)
    {
        _written.TryRemove(owner, out _);
        _failures.TryRemove(owner, out _);
        contests.Forget(owner);
    }
}

using System.Collections.Immutable;
using GatewayKit.Kubernetes.Api;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Kubernetes.Watching;

/// <summary>
/// Keeps the objects of one kind in one namespace, or in all of them, up to date:
/// <list type="number">
/// <item>lists the objects in pages; if the pages expire meanwhile, lists them at once</item>
/// <item>watches from the version of the list, and again from the version of the last event or bookmark after each end of a watch</item>
/// <item>lists again if that version is too old</item>
/// <item>after a failure, waits and continues where it was, at the latest when the server has answered another reflector; the objects
/// stay as they are</item>
/// </list>
/// </summary>
internal sealed partial class Reflector<T>(
    ApiServer api, ResourceStore<T> store, string? space, WatchSettings settings, ReflectorHealth health, TimeProvider time,
    Func<double> random, ILogger logger)
    : IReflector
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ReflectorWaits _waits = new(health, time, random);
    private ApiKind? _kind;
    private string? _version;
    private long? _missingSince;

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            _waits.Begin();
            TimeSpan wait;
            try
            {
                wait = await RunOnceAsync(cancellation).ConfigureAwait(false);
            }
            catch (Exception error) when (ApiFailure.IsExpected(error))
            {
                wait = Fail(error);
                if (error is not ApiException { RetryAfter: not null })
                {
                    await _waits.WaitForServerAsync(wait, cancellation).ConfigureAwait(false);
                    continue;
                }
            }
            catch when (!cancellation.IsCancellationRequested)
            {
                // The caller begins again, with a list: an event that failed would fail again.
                _version = null;
                throw;
            }

            await _waits.WaitAsync(wait, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Lists if necessary, and watches once.</summary>
    /// <returns>The time to wait before the next watch.</returns>
    private async Task<TimeSpan> RunOnceAsync(CancellationToken cancellation)
    {
        if (_version is null)
        {
            _version = await ListAsync(cancellation).ConfigureAwait(false);
            health.Answered(this);
            Recover();
        }

        var started = time.GetTimestamp();
        try
        {
            await WatchAsync(_kind!, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogSilent(_kind!);
        }

        Recover();
        return _waits.Rest(started);
    }

    /// <returns>The version of the list.</returns>
    private async Task<string> ListAsync(CancellationToken cancellation)
    {
        ApiException? missing = null;
        foreach (var kind in _kind is { } known ? store.Kind.Versions.Remove(known).Insert(0, known) : store.Kind.Versions)
        {
            try
            {
                var version = await ListAsync(kind, cancellation).ConfigureAwait(false);
                _kind = kind;
                return version;
            }
            catch (ApiException error) when (error.IsNotFound)
            {
                missing = error;
            }
        }

        throw missing!;
    }

    private async Task<string> ListAsync(ApiKind kind, CancellationToken cancellation)
    {
        try
        {
            return await ListAsync(kind, settings.PageSize, cancellation).ConfigureAwait(false);
        }
        catch (ApiException error) when (error.IsExpired)
        {
            return await ListAsync(kind, 0, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<string> ListAsync(ApiKind kind, int limit, CancellationToken cancellation)
    {
        var items = new List<T>();
        string? next = null;
        while (true)
        {
            var page = await api.ListAsync<T>(kind, space, store.Kind.Selector, limit, next, cancellation).ConfigureAwait(false);
            items.AddRange(page.Items);
            foreach (var name in page.Unreadable)
                LogUnreadable(kind, name);
            next = page.Continue;
            if (next is null)
            {
                store.Replace(space, kind, items);
                return page.ResourceVersion;
            }
        }
    }

    private async Task WatchAsync(ApiKind kind, CancellationToken cancellation)
    {
        var duration = settings.Duration * (1 + random());
        var events = api.WatchAsync<T>(
            kind, space, store.Kind.Selector, _version!, duration, settings.Silence, () => health.Answered(this), cancellation);
        await foreach (var change in events.ConfigureAwait(false))
        {
            Recover();
            switch (change.Type)
            {
                case ChangeType.Changed:
                    store.Set(change.Object!);
                    break;
                case ChangeType.Deleted:
                    store.Remove(change.Name);
                    break;
                case ChangeType.Unreadable:
                    LogUnreadable(kind, change.Name.ToString());
                    store.Remove(change.Name);
                    break;
            }

            if (change.ResourceVersion.Length > 0)
                _version = change.ResourceVersion;
        }
    }

    /// <summary>Reports a failure.</summary>
    /// <returns>The time to wait.</returns>
    private TimeSpan Fail(Exception error)
    {
        var kind = _kind ?? store.Kind.Versions[0];
        if (error is ApiException { IsNotFound: true })
            return Miss(kind);

        if (error is ApiException { IsExpired: true })
        {
            // The server answers again: waits that have grown while it was lost would only delay the list.
            _version = null;
            LogExpired(kind);
            _waits.Reset();
            return _waits.Next();
        }

        health.Failed(this, error);
        var isFirst = !_waits.IsFailing;
        if (error is ApiException { IsDenied: true } denied)
        {
            if (isFirst)
                LogDenied(_version is null ? "list" : "watch", kind, space is null ? "all namespaces" : $"namespace '{space}'",
                    (int)denied.Status, denied.Message);
        }
        else if (isFirst)
        {
            LogFailed(kind, ApiFailure.Describe(error));
        }

        return _waits.Next((error as ApiException)?.RetryAfter);
    }

    /// <summary>Handles a kind that the server doesn't serve.</summary>
    private TimeSpan Miss(ApiKind kind)
    {
        _version = null;
        health.Answered(this);
        var since = _missingSince ??= time.GetTimestamp();
        if (store.Count > 0 && time.GetElapsedTime(since) < settings.MissingGrace)
            return _waits.Next();

        if (store.Count > 0 || !store.IsSynced)
            LogMissing(kind);
        store.Replace(space, null, []);
        return settings.Missing;
    }

    private void Recover()
    {
        _missingSince = null;
        if (!_waits.IsFailing)
            return;

        _waits.Reset();
        health.Answered(this);
        LogRecovered(_kind!);
    }

    [LoggerMessage(1, LogLevel.Error, "The API server doesn't let the gateway '{Verb}' the resource '{Resource}' in {Scope} ({Status}: "
        + "{Message}). Grant get, list and watch on it to the gateway's service account: a ClusterRole, or a Role for --namespaces.")]
    private partial void LogDenied(string verb, ApiKind resource, string scope, int status, string message);

    [LoggerMessage(2, LogLevel.Warning, "Resource '{Resource}' can't be read; its last known objects stay active. {Reason}")]
    private partial void LogFailed(ApiKind resource, string reason);

    [LoggerMessage(3, LogLevel.Information, "Resource '{Resource}' can be read again.")]
    private partial void LogRecovered(ApiKind resource);

    [LoggerMessage(4, LogLevel.Information, "Resource '{Resource}' isn't served by the API server; it counts as empty.")]
    private partial void LogMissing(ApiKind resource);

    [LoggerMessage(5, LogLevel.Debug, "The watch of '{Resource}' is too old; the resource is listed again.")]
    private partial void LogExpired(ApiKind resource);

    // An API server sends no bookmarks for a kind of which it hasn't seen a change since it started.
    [LoggerMessage(6, LogLevel.Debug, "The watch of '{Resource}' was silent; it is repeated.")]
    private partial void LogSilent(ApiKind resource);

    [LoggerMessage(7, LogLevel.Warning, "An object of '{Resource}' doesn't have the shape of its kind and is ignored: '{Name}'.")]
    private partial void LogUnreadable(ApiKind resource, string name);
}

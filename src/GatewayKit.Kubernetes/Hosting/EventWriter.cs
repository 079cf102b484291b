using System.Net;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Watching;
using k8s.Models;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>Writes each warning about a resource as an event once, while this gateway is the leader.</summary>
internal sealed class EventWriter(ApiServer api, ClusterStores stores, TimeProvider time, LoopLog log) : ISync, IDisposable
{
    private const int MostRemembered = 10_000;

    private static readonly ApiKind s_events = new("", "v1", "events");
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly HashSet<ResourceWarning> _written = [];
    private readonly Backoff _backoff = new();
    private IReadOnlyList<ResourceWarning> _warnings = [];

    public void Use(PublishedTranslation published)
    {
        Volatile.Write(ref _warnings, published.Translation.Warnings);
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // The writer will see these, too.
        }
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (_written.Count > MostRemembered)
                _written.IntersectWith(Volatile.Read(ref _warnings));
            var isComplete = true;
            foreach (var warning in Volatile.Read(ref _warnings))
            {
                if (_written.Contains(warning))
                    continue;

                if (await TryWriteAsync(warning, cancellation).ConfigureAwait(false))
                    _written.Add(warning);
                else
                    isComplete = false;
                await Task.Delay(_backoff.IsFailing ? _backoff.Next() : s_pause, time, cancellation).ConfigureAwait(false);
            }

            if (isComplete)
                await _changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => _changed.Dispose();

    /// <returns>Whether the event needn't be written again.</returns>
    private async Task<bool> TryWriteAsync(ResourceWarning warning, CancellationToken cancellation)
    {
        var store = stores.Of(warning.Owner.Kind);
        if (store.Latest(warning.Owner.Name)?.Metadata.Uid is not { } uid)
            return true;

        var space = warning.Owner.Name.Namespace is { Length: > 0 } own ? own : "default";
        try
        {
            var body = EventBody.Create(warning, store, uid, space, time.GetUtcNow());
            await api.CreateAsync<Corev1Event>(s_events, space, body, cancellation).ConfigureAwait(false);
        }
        catch (ApiException error) when (error.IsConflict)
        {
            // The event exists.
        }
        catch (ApiException error) when (error.Status is < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests)
        {
            // Another attempt would fail in the same way.
            log.LogEventFailed(error.Message);
        }
        catch (Exception error) when (ApiFailure.IsExpected(error))
        {
            if (!_backoff.IsFailing)
                log.LogEventFailed(ApiFailure.Describe(error));
            _backoff.Next();
            return false;
        }

        _backoff.Reset();
        return true;
    }
}

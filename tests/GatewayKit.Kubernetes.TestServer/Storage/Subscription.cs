using System.Threading.Channels;

namespace GatewayKit.Kubernetes.TestServer.Storage;

/// <summary>The events that a watch hasn't read yet.</summary>
/// <param name="collection">The objects.</param>
/// <param name="start">The version from which the watch has started.</param>
internal sealed class Subscription(Collection collection, long start) : IDisposable
{
    private readonly Channel<WatchEvent> _events
        = Channel.CreateUnbounded<WatchEvent>(new UnboundedChannelOptions { SingleReader = true });

    private readonly CancellationTokenSource _aborted = new();

    public ChannelReader<WatchEvent> Events => _events.Reader;

    /// <summary>Canceled when the connection is to break.</summary>
    public CancellationToken Aborted => _aborted.Token;

    public Collection Collection => collection;

    /// <summary>Gets or sets whether the client wants bookmarks.</summary>
    public bool HasBookmarks { get; set; }

    /// <summary>Posts a bookmark, if the client wants bookmarks, with the version of the kind's latest event. As with a real API server, a
    /// kind without an event since the start of the server, or of the watch, gets none. Callers hold the store's lock.</summary>
    public void PostBookmark()
    {
        if (HasBookmarks && collection.LatestEvent > start)
            Post(new WatchEvent(WatchEventType.Bookmark, collection.LatestEvent));
    }

    public void Post(WatchEvent next) => _events.Writer.TryWrite(next);

    public void Abort() => _aborted.Cancel();

    public void Dispose()
    {
        collection.Unsubscribe(this);
        _aborted.Dispose();
    }
}

using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Storage;
using GatewayKit.Kubernetes.TestServer.Writing;

namespace GatewayKit.Kubernetes.TestServer.Faults;

/// <summary>Ends watches, sends bookmarks and forgets history. Resources are plurals; <c>null</c> means all.</summary>
public sealed class WatchControl
{
    private readonly Cluster _cluster;

    internal WatchControl(Cluster cluster) => _cluster = cluster;

    /// <summary>Counts the open watches.</summary>
    public int Count(string? resource = null) => Collections(resource).Sum(collection => collection.Watches);

    /// <summary>Sends a bookmark to each watch that asked for bookmarks and has seen an event of its kind.</summary>
    public void SendBookmarks(string? resource = null)
    {
        lock (_cluster.Store.Gate)
            foreach (var collection in Collections(resource))
                collection.ForEachWatch(watch => watch.PostBookmark());
    }

    /// <summary>Ends watches normally, as a timeout does.</summary>
    public void End(string? resource = null) => Post(resource, WatchEventType.End);

    /// <summary>Ends watches in the middle of an event.</summary>
    public void Cut(string? resource = null) => Post(resource, WatchEventType.Cut);

    /// <summary>Breaks the connections of watches.</summary>
    public void Abort(string? resource = null)
    {
        foreach (var collection in Collections(resource))
            collection.ForEachWatch(watch => watch.Abort());
    }

    /// <summary>Ends watches with an <c>ERROR</c> event: status 410, reason <c>Expired</c>.</summary>
    public void Expire(string? resource = null)
    {
        lock (_cluster.Store.Gate)
            foreach (var collection in Collections(resource))
                collection.ForEachWatch(watch => watch.Post(new WatchEvent(WatchEventType.Error, _cluster.Store.Version)
                {
                    Error = ApiErrors.TooOld(_cluster.Store.Version, _cluster.Store.Version),
                }));
    }

    /// <summary>Forgets past events: a later watch of an older version fails with 410.</summary>
    public void Forget() => _cluster.Store.Forget();

    /// <summary>Lets the tokens expire with which lists are continued.</summary>
    public void ExpireContinueTokens()
    {
        foreach (var collection in _cluster.Store.Collections)
            collection.Snapshots.Clear();
    }

    private void Post(string? resource, WatchEventType type)
    {
        lock (_cluster.Store.Gate)
            foreach (var collection in Collections(resource))
                collection.ForEachWatch(watch => watch.Post(new WatchEvent(type, _cluster.Store.Version)));
    }

    private IEnumerable<Collection> Collections(string? resource)
        => resource is null ? _cluster.Store.Collections : [_cluster.CollectionOf(_cluster.Kinds[resource])];
}

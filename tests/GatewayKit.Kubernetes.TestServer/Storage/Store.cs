using System.Collections.Concurrent;

namespace GatewayKit.Kubernetes.TestServer.Storage;

/// <summary>All collections, and the version that each write raises.</summary>
internal sealed class Store(int historyLimit)
{
    private readonly ConcurrentDictionary<string, Collection> _collections = new(StringComparer.Ordinal);
    private long _version = 1000;

    /// <summary>Gets the lock that writers hold.</summary>
    public Lock Gate { get; } = new();

    public int HistoryLimit => historyLimit;

    public OwnerIndex Owners { get; } = new();

    /// <summary>Gets the version of the latest write.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Gets the version before which events are forgotten.</summary>
    public long Oldest { get; private set; } = 1000;

    public IEnumerable<Collection> Collections => _collections.Values;

    public Collection this[string resource] => _collections.GetOrAdd(resource, static (name, store) => new Collection(name, store), this);

    /// <summary>Raises the version; the caller holds the lock.</summary>
    public long Advance() => Interlocked.Increment(ref _version);

    /// <summary>Forgets all events up to now, so that a watch of an older version fails with 410.</summary>
    public void Forget()
    {
        lock (Gate)
        {
            Oldest = Version;
            foreach (var collection in _collections.Values)
                collection.Forget();
        }
    }

    public void Drop(Collection collection)
    {
        collection.ForEachWatch(watch => watch.Post(new WatchEvent(WatchEventType.End, Version)));
        _collections.TryRemove(collection.Resource, out _);
    }
}

using System.Collections.Immutable;
using GatewayKit.Kubernetes.TestServer.Errors;

namespace GatewayKit.Kubernetes.TestServer.Storage;

/// <summary>
/// The objects of a resource, their latest events and their watches. Writers hold the store's lock; readers use a snapshot.
/// </summary>
internal sealed class Collection(string resource, Store store)
{
    private static readonly IComparer<StoredObject> s_byKey
        = Comparer<StoredObject>.Create((left, right) => string.CompareOrdinal(left.Key, right.Key));

    private readonly List<Subscription> _subscriptions = [];
    private List<WatchEvent> _history = [];
    private long _oldest = store.Oldest;

    public string Resource => resource;

    /// <summary>Gets a snapshot in the order of the keys.</summary>
    public ImmutableSortedSet<StoredObject> Objects { get; private set; } = ImmutableSortedSet.Create(s_byKey);

    /// <summary>Gets the version of the latest event since the start of the server; 0 if there was none.</summary>
    public long LatestEvent { get; private set; }

    /// <summary>Gets the pages of lists that can still be continued.</summary>
    public Snapshots Snapshots { get; } = new();

    public StoredObject? Find(string key) => Objects.TryGetValue(StoredObject.Probe(key), out var found) ? found : null;

    public void Put(StoredObject next, StoredObject? previous)
    {
        Objects = (previous is null ? Objects : Objects.Remove(previous)).Add(next);
        store.Owners.Replace(this, previous, next);
        var type = previous is null ? WatchEventType.Added : WatchEventType.Modified;
        Publish(new WatchEvent(type, next.Version) { Current = next, Previous = previous });
    }

    public void Remove(StoredObject previous, StoredObject last)
    {
        Objects = Objects.Remove(previous);
        store.Owners.Replace(this, previous, null);
        Publish(new WatchEvent(WatchEventType.Deleted, last.Version) { Current = last, Previous = previous });
    }

    /// <summary>Starts a watch with the events after a version.</summary>
    /// <exception cref="ApiException">The events are no longer there.</exception>
    public Subscription SubscribeAfter(long version)
    {
        lock (store.Gate)
        {
            if (version < _oldest)
                throw ApiErrors.TooOld(version, _oldest);

            return Subscribe(_history.SkipWhile(e => e.Version <= version), version);
        }
    }

    /// <summary>Starts a watch with all objects as <c>ADDED</c> events, or without initial events.</summary>
    public Subscription SubscribeNow(bool sendsObjects, bool sendsEnd)
    {
        lock (store.Gate)
        {
            var initial = sendsObjects
                ? Objects.Select(o => new WatchEvent(WatchEventType.Added, o.Version) { Current = o })
                : [];
            return Subscribe(
                sendsEnd ? initial.Append(new WatchEvent(WatchEventType.InitialEventsEnd, store.Version)) : initial, store.Version);
        }
    }

    public void Unsubscribe(Subscription subscription)
    {
        lock (store.Gate)
            _subscriptions.Remove(subscription);
    }

    /// <summary>Calls an action for each watch. The action can end the watch.</summary>
    public void ForEachWatch(Action<Subscription> action)
    {
        lock (store.Gate)
            foreach (var subscription in _subscriptions.ToArray())
                action(subscription);
    }

    public int Watches
    {
        get
        {
            lock (store.Gate)
                return _subscriptions.Count;
        }
    }

    /// <summary>Forgets the events up to now, as a restart or a compaction does.</summary>
    public void Forget()
    {
        _history = [];
        _oldest = store.Version;
        LatestEvent = 0;
    }

    private Subscription Subscribe(IEnumerable<WatchEvent> first, long start)
    {
        var subscription = new Subscription(this, start);
        foreach (var next in first)
            subscription.Post(next);
        _subscriptions.Add(subscription);
        return subscription;
    }

    private void Publish(WatchEvent next)
    {
        _history.Add(next);
        LatestEvent = next.Version;
        if (_history.Count > 2 * store.HistoryLimit)
        {
            var dropped = _history.Count - store.HistoryLimit;
            _oldest = _history[dropped - 1].Version;
            _history.RemoveRange(0, dropped);
        }

        foreach (var subscription in _subscriptions)
            subscription.Post(next);
    }
}

namespace GatewayKit.OpenApi.Mocking.State.Storing;

/// <summary>What one consumer has changed: buckets that differ from the seed. Used under its lock only.</summary>
internal sealed class Sandbox(string name)
{
    private readonly Dictionary<BucketKey, Bucket> _buckets = [];
    private readonly Dictionary<int, long> _numbers = [];
    private long _sequence = int.MaxValue;
    private long _told;

    public string Name => name;

    public Lock Lock { get; } = new();

    /// <summary>Whether another has taken its place.</summary>
    public bool IsDropped { get; set; }

    /// <summary>How many bytes its buckets hold, about.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many of the bytes are in the sum of all sandboxes. Used under the lock of those.</summary>
    public long Accounted { get; set; }

    public Bucket? Find(BucketKey key) => _buckets.GetValueOrDefault(key);

    /// <summary>Keeps an item, as another or in the place of the one with its key.</summary>
    /// <param name="key">The bucket.</param>
    /// <param name="seed">What the bucket holds as long as nothing was changed.</param>
    /// <param name="item">The item.</param>
    public void Put(BucketKey key, Bucket seed, StoredItem item)
    {
        var bucket = Own(key, seed);
        Bytes -= bucket.Cost;
        bucket.Put(item);
        Bytes += bucket.Cost;
    }

    /// <summary>Forgets an item.</summary>
    /// <param name="key">The bucket.</param>
    /// <param name="seed">What the bucket holds as long as nothing was changed.</param>
    /// <param name="item">The item.</param>
    public void Remove(BucketKey key, Bucket seed, StoredItem item)
    {
        var bucket = Own(key, seed);
        Bytes -= bucket.Cost;
        bucket.Remove(item);
        Bytes += bucket.Cost;
    }

    /// <summary>Forgets the buckets of a collection that belong to an item.</summary>
    public void RemoveBelow(int collection, string scope)
    {
        foreach (var (key, bucket) in _buckets)
        {
            if (key.Collection == collection && key.Scope.StartsWith(scope, StringComparison.Ordinal) && _buckets.Remove(key))
                Bytes -= bucket.Cost;
        }
    }

    /// <summary>What the next item of this sandbox is ordered by.</summary>
    public long NextSequence() => ++_sequence;

    /// <summary>The last number that an id of a collection was made of: none is used twice, whatever was removed.</summary>
    public long LastNumber(int collection, long first) => _numbers.GetValueOrDefault(collection, first);

    public void UseNumber(int collection, long number) => _numbers[collection] = number;

    /// <summary>How many bytes were added since this was asked the last time.</summary>
    public long TakeGrowth()
    {
        var growth = Bytes - _told;
        _told = Bytes;
        return growth;
    }

    private Bucket Own(BucketKey key, Bucket seed)
    {
        if (_buckets.TryGetValue(key, out var bucket))
            return bucket;
        bucket = seed.Copy();
        Bytes += bucket.Cost;
        return _buckets[key] = bucket;
    }
}

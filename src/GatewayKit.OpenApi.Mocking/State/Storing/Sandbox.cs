namespace GatewayKit.OpenApi.Mocking.State.Storing;

/// <summary>The changes of one consumer: buckets that differ from the initial items. Only used under its lock.</summary>
internal sealed class Sandbox(string name)
{
    private readonly Dictionary<BucketKey, Bucket> _buckets = [];
    private readonly Dictionary<int, long> _numbers = [];
    private long _sequence = int.MaxValue;
    private long _told;

    public string Name => name;

    public Lock Lock { get; } = new();

    /// <summary>Whether another sandbox has replaced it.</summary>
    public bool IsDropped { get; set; }

    /// <summary>The approximate memory of its buckets in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>The bytes that are included in the sum of all sandboxes. Only used under the lock of the sandboxes.</summary>
    public long Accounted { get; set; }

    public Bucket? Find(BucketKey key) => _buckets.GetValueOrDefault(key);

    /// <summary>Stores an item, or replaces the one with its key.</summary>
    /// <param name="key">The bucket.</param>
    /// <param name="seed">The initial contents of the bucket.</param>
    /// <param name="item">The item.</param>
    public void Put(BucketKey key, Bucket seed, StoredItem item)
    {
        var bucket = Own(key, seed);
        Bytes -= bucket.Cost;
        bucket.Put(item);
        Bytes += bucket.Cost;
    }

    /// <summary>Removes an item.</summary>
    /// <param name="key">The bucket.</param>
    /// <param name="seed">The initial contents of the bucket.</param>
    /// <param name="item">The item.</param>
    public void Remove(BucketKey key, Bucket seed, StoredItem item)
    {
        var bucket = Own(key, seed);
        Bytes -= bucket.Cost;
        bucket.Remove(item);
        Bytes += bucket.Cost;
    }

    /// <summary>Removes the buckets of a collection that belong to an item.</summary>
    public void RemoveBelow(int collection, string scope)
    {
        foreach (var (key, bucket) in _buckets)
        {
            if (key.Collection == collection && key.Scope.StartsWith(scope, StringComparison.Ordinal) && _buckets.Remove(key))
                Bytes -= bucket.Cost;
        }
    }

    /// <summary>The sequence number of the next item in this sandbox.</summary>
    public long NextSequence() => ++_sequence;

    /// <summary>The last number used for an id of a collection; removed items don't make a number available again.</summary>
    public long LastNumber(int collection, long first) => _numbers.GetValueOrDefault(collection, first);

    public void UseNumber(int collection, long number) => _numbers[collection] = number;

    /// <summary>Returns the number of bytes added since the last call.</summary>
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

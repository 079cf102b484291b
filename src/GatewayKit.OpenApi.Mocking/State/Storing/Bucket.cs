namespace GatewayKit.OpenApi.Mocking.State.Storing;

/// <summary>The items of a collection that belong to one parent, in the order of their creation.</summary>
internal sealed class Bucket
{
    /// <summary>The approximate memory of a bucket without its items.</summary>
    public const int Overhead = 512;

    private readonly OrderedDictionary<string, StoredItem> _items;

    public Bucket() => _items = new OrderedDictionary<string, StoredItem>(StringComparer.Ordinal);

    private Bucket(Bucket other)
    {
        _items = new OrderedDictionary<string, StoredItem>(other._items, StringComparer.Ordinal);
        Cost = other.Cost;
    }

    public static Bucket Empty { get; } = new();

    public int Count => _items.Count;

    public IEnumerable<StoredItem> Items => _items.Values;

    public long Cost { get; private set; } = Overhead;

    public StoredItem? Find(string key) => _items.GetValueOrDefault(key);

    public Bucket Copy() => new(this);

    public void Put(StoredItem item)
    {
        Cost += item.Cost - (Find(item.Key)?.Cost ?? 0);
        _items[item.Key] = item;
    }

    public void Remove(StoredItem item)
    {
        if (_items.Remove(item.Key))
            Cost -= item.Cost;
    }
}

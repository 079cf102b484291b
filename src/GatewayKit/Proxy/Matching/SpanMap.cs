using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Proxy.Matching;

/// <summary>
/// Values by text, which a span finds. Immutable: a change copies only the few nodes on the way to its text, as in a hash trie. The
/// runtime seeds the hashes at random, so clients and tenants can't choose texts that collide.
/// </summary>
[SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "Internal.")]
internal sealed class SpanMap<T> where T : class
{
    private const int MostInLeaf = 8;
    private const int Bits = 4;
    private const int Fan = 1 << Bits;
    private const int Deepest = (32 / Bits) - 1;

    private readonly (string Key, T Value)[] _items;

    /// <summary>The nodes by the next bits of the hash; null for a leaf.</summary>
    private readonly SpanMap<T>[]? _children;

    private SpanMap((string, T)[] items) => (_items, Count) = (items, items.Length);

    private SpanMap(SpanMap<T>[] children, int count) => (_items, _children, Count) = ([], children, count);

    public static SpanMap<T> Empty { get; } = new([]);

    /// <summary>The number of values.</summary>
    public int Count { get; }

    /// <summary>The texts with their values, in no particular order.</summary>
    public IEnumerable<(string Key, T Value)> Items => _children is null ? _items : _children.SelectMany(child => child.Items);

    /// <summary>Returns the value of a text; null if there is none. Doesn't allocate.</summary>
    public T? Find(ReadOnlySpan<char> key)
    {
        var node = this;
        if (node._children is not null)
        {
            var hash = Hash(key);
            do
            {
                node = node._children[hash % Fan];
                hash >>= Bits;
            }
            while (node._children is not null);
        }

        foreach (ref readonly var item in node._items.AsSpan())
        {
            if (key.SequenceEqual(item.Key))
                return item.Value;
        }

        return null;
    }

    /// <summary>Returns these values with another one, which replaces that of the same text.</summary>
    public SpanMap<T> With(string key, T value) => With(key, value, Hash(key), 0);

    /// <summary>Returns these values without that of a text.</summary>
    public SpanMap<T> Without(string key) => Without(key, Hash(key));

    private SpanMap<T> With(string key, T value, uint hash, int depth)
    {
        if (_children is not null)
            return Replace(hash % Fan, _children[hash % Fan].With(key, value, hash >> Bits, depth + 1));

        var index = Array.FindIndex(_items, item => item.Key == key);
        if (index >= 0)
        {
            var items = _items.AsSpan().ToArray();
            items[index] = (key, value);
            return new SpanMap<T>(items);
        }

        (string, T)[] more = [.. _items, (key, value)];
        return more.Length <= MostInLeaf || depth > Deepest ? new SpanMap<T>(more) : Split(more, depth);
    }

    private SpanMap<T> Without(string key, uint hash)
    {
        if (_children is not null)
        {
            var child = _children[hash % Fan];
            var changed = child.Without(key, hash >> Bits);
            if (ReferenceEquals(child, changed))
                return this;

            var fewer = Replace(hash % Fan, changed);
            return fewer.Count > MostInLeaf / 2 ? fewer : new SpanMap<T>([.. fewer.Items]);
        }

        var index = Array.FindIndex(_items, item => item.Key == key);
        return index < 0 ? this : _items.Length == 1 ? Empty : new SpanMap<T>([.. _items[..index], .. _items[(index + 1)..]]);
    }

    private SpanMap<T> Replace(uint index, SpanMap<T> child)
    {
        var children = _children.AsSpan().ToArray();
        children[index] = child;
        return new SpanMap<T>(children, Count + child.Count - _children![index].Count);
    }

    private static SpanMap<T> Split((string Key, T Value)[] items, int depth)
    {
        var children = new SpanMap<T>[Fan];
        Array.Fill(children, Empty);
        foreach (var (key, value) in items)
        {
            var hash = Hash(key) >> (Bits * depth);
            children[hash % Fan] = children[hash % Fan].With(key, value, hash >> Bits, depth + 1);
        }

        return new SpanMap<T>(children, items.Length);
    }

    private static uint Hash(ReadOnlySpan<char> key) => (uint)string.GetHashCode(key);
}

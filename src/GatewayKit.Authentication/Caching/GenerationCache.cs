using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Authentication;

/// <summary>
/// A cache whose number of values and estimated size are limited. It has two halves: when the newer one is full, it becomes the older one,
/// and the values of the earlier older half are dropped unless they were used since. A hit in the newer half allocates nothing.
/// </summary>
/// <typeparam name="TKey">The type of the keys, such as <see cref="KeyedDigest"/>.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <param name="maximumCount">The maximum number of values in both halves; at least 2.</param>
/// <param name="maximumSize">The maximum size of the values in both halves. Default: no limit.</param>
/// <param name="sizeOf">Returns the size of a value. Default: 0.</param>
public sealed class GenerationCache<TKey, TValue>(
    int maximumCount, long maximumSize = long.MaxValue, Func<TValue, int>? sizeOf = null)
    where TKey : struct
    where TValue : class
{
    private readonly Lock _lock = new();
    private volatile ConcurrentDictionary<TKey, TValue> _newer = new();
    private volatile ConcurrentDictionary<TKey, TValue> _older = new();
    private long _size;
    private int _count;

    /// <summary>Gets the number of values; those in both halves count twice.</summary>
    public int Count => _newer.Count + _older.Count;

    /// <summary>Finds a value and keeps it in use.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns><c>true</c> if the cache has a value for the key.</returns>
    public bool TryFind(in TKey key, [NotNullWhen(true)] out TValue? value)
    {
        if (_newer.TryGetValue(key, out value))
            return true;
        if (!_older.TryGetValue(key, out value))
            return false;

        Add(key, value);
        return true;
    }

    /// <summary>Adds or replaces a value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public void Add(in TKey key, TValue value)
    {
        var size = sizeOf?.Invoke(value) ?? 0;
        lock (_lock)
        {
            if (_count >= maximumCount / 2 || _size + size > maximumSize / 2)
            {
                _older = _newer;
                _newer = new();
                (_count, _size) = (0, 0);
            }

            if (_newer.TryAdd(key, value))
            {
                _count++;
                _size += size;
            }
            else
            {
                _newer[key] = value;
            }
        }
    }
}

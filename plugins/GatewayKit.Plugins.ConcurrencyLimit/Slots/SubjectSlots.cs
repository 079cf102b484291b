using System.Collections.Concurrent;

namespace GatewayKit.Plugins.ConcurrencyLimit;

/// <summary>
/// The slots of each subject. Their number is limited: when it is reached, pools without an exchange make room, and if there are none,
/// further subjects share one pool.
/// </summary>
internal sealed class SubjectSlots(int limit, int queue, int capacity)
{
    /// <summary>The pools that a new subject checks for room, so that its request never takes long.</summary>
    private const int LooksPerNewSubject = 32;

    private readonly ConcurrentDictionary<CounterSubject, SlotPool> _pools = new();
    private readonly Lock _changing = new();
    private readonly SlotPool _shared = new(limit, queue);
    private IEnumerator<KeyValuePair<CounterSubject, SlotPool>>? _next;
    private int _count;

    /// <summary>The number of subjects with slots of their own.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Occupies a slot, or a place in the queue. Doesn't allocate for a known subject with a free slot.</summary>
    /// <returns>The slot, a <see cref="SlotWaiter"/>, or null if the queue is full.</returns>
    public ISlot? Enter(CounterSubject subject, out bool isShared)
    {
        isShared = false;
        if (_pools.TryGetValue(subject, out var pool) && pool.TryEnter(out var slot))
            return slot;

        lock (_changing)
        {
            // Pools are retired inside this lock only, and removed at once.
            if (!_pools.TryGetValue(subject, out pool))
                pool = Create(subject);
            isShared = pool == _shared;
            pool.TryEnter(out slot);
            return slot;
        }
    }

    private SlotPool Create(CounterSubject subject)
    {
        if (_count >= capacity)
            RemoveSome();
        if (_count >= capacity)
            return _shared;

        var pool = new SlotPool(limit, queue);
        _pools.TryAdd(subject, pool);
        Volatile.Write(ref _count, _count + 1);
        return pool;
    }

    /// <summary>Checks the next few pools, starting where the last call stopped.</summary>
    private void RemoveSome()
    {
        for (var i = 0; i < LooksPerNewSubject; i++)
        {
            _next ??= _pools.GetEnumerator();
            if (!_next.MoveNext())
            {
                _next.Dispose();
                _next = null;
            }
            else if (_next.Current.Value.TryRetire() && _pools.TryRemove(_next.Current))
            {
                Volatile.Write(ref _count, _count - 1);
            }
        }
    }
}

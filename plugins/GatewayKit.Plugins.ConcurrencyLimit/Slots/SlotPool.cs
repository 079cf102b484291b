namespace GatewayKit.Plugins.ConcurrencyLimit;

/// <summary>
/// The slots of one subject, and the queue of those that wait for one. Exchanges only wait while all slots are used, and an exchange that
/// ends gives its slot to the first of them, so none overtakes another.
/// </summary>
internal sealed class SlotPool(int limit, int queue) : ISlot
{
    private readonly Lock _lock = new();
    private LinkedList<SlotWaiter>? _queue;
    private int _used;
    private bool _isRetired;

    /// <summary>Occupies a slot, or a place in the queue.</summary>
    /// <param name="slot">This pool if a slot is taken, a <see cref="SlotWaiter"/>, or null if the queue is full.</param>
    /// <returns>False if this pool is retired and another one has the slots.</returns>
    public bool TryEnter(out ISlot? slot)
    {
        lock (_lock)
        {
            slot = null;
            if (_isRetired)
                return false;

            if (_used < limit)
            {
                _used++;
                slot = this;
            }
            else if ((_queue?.Count ?? 0) < queue)
            {
                var waiter = new SlotWaiter(this);
                (_queue ??= []).AddLast(waiter.Place);
                slot = waiter;
            }

            return true;
        }
    }

    /// <summary>Releases a slot, which the first exchange in the queue gets.</summary>
    public void Release()
    {
        SlotWaiter? next = null;
        lock (_lock)
        {
            if (_queue?.First is { } first)
            {
                _queue.Remove(first);
                next = first.Value;
                next.HoldsSlot = true;
            }
            else
            {
                _used--;
            }
        }

        next?.Decide();
    }

    /// <summary>Removes a waiter from the queue.</summary>
    /// <returns>False if it has left the queue before.</returns>
    public bool TryRemove(SlotWaiter waiter)
    {
        lock (_lock)
        {
            if (waiter.Place.List is null)
                return false;

            _queue!.Remove(waiter.Place);
            return true;
        }
    }

    /// <summary>Returns whether a waiter has a slot, which it then no longer has.</summary>
    public bool TryTakeBack(SlotWaiter waiter)
    {
        lock (_lock)
        {
            var holds = waiter.HoldsSlot;
            waiter.HoldsSlot = false;
            return holds;
        }
    }

    /// <summary>Retires the pool if it has no exchange.</summary>
    public bool TryRetire()
    {
        lock (_lock)
            return _isRetired = _used == 0;
    }
}

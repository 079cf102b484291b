namespace GatewayKit.Plugins.ConcurrencyLimit;

/// <summary>An exchange that waits for a slot, and later has it or has given up.</summary>
internal sealed class SlotWaiter : ISlot
{
    private readonly TaskCompletionSource<bool> _decision = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SlotPool _pool;

    /// <param name="pool">The pool that has the queue.</param>
    public SlotWaiter(SlotPool pool)
    {
        _pool = pool;
        Place = new LinkedListNode<SlotWaiter>(this);
    }

    /// <summary>The place in the queue. Use it inside the pool's lock.</summary>
    public LinkedListNode<SlotWaiter> Place { get; }

    /// <summary>Whether the exchange has a slot. Use it inside the pool's lock.</summary>
    public bool HoldsSlot { get; set; }

    /// <summary>Completes with true once the exchange has a slot, and with false once it has given up.</summary>
    public Task<bool> Decision => _decision.Task;

    /// <summary>Ends the wait with the slot that the pool has given.</summary>
    public void Decide() => _decision.TrySetResult(true);

    /// <summary>Leaves the queue without a slot, unless the exchange already has one.</summary>
    public void GiveUp()
    {
        if (_pool.TryRemove(this))
            _decision.TrySetResult(false);
    }

    /// <inheritdoc />
    public void Release()
    {
        GiveUp();
        if (_pool.TryTakeBack(this))
            _pool.Release();
    }
}

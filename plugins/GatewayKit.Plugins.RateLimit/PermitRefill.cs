namespace GatewayKit.Plugins.RateLimit;

/// <summary>A batch on its way. Each request that waits for it has one of its permits. Use it inside the lock of its subject.</summary>
internal sealed class PermitRefill(int size)
{
    private int _reserved = 1;

    /// <summary>The decision of the store. It counts all permits of the batch as used.</summary>
    public Task<CounterDecision> Decision { get; set; } = null!;

    /// <summary>The number of permits.</summary>
    public int Size => size;

    /// <summary>The number of permits that no request waits for.</summary>
    public int Free => size - _reserved;

    /// <summary>Reserves a permit; false if none is free.</summary>
    public bool TryReserve()
    {
        if (_reserved == size)
            return false;

        _reserved++;
        return true;
    }

    /// <summary>Gives the permit of an aborted request back.</summary>
    public void Release() => _reserved--;
}

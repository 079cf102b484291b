using GatewayKit.Plugins.Cache.Store;

namespace GatewayKit.Plugins.Cache.Filling;

/// <summary>The copy of a body that is being stored. It reserves its memory, and gives up beyond a limit.</summary>
internal sealed class FillBuffer(CacheStore store, long? length, long limit)
{
    private const int FirstSize = 4096;

    private byte[] _bytes = [];
    private int _count;
    private long _reserved;
    private bool _isOver;

    /// <summary>Gets whether all bytes of a body with a known length are there.</summary>
    public bool IsComplete => !_isOver && _count == length;

    /// <summary>Copies the next bytes.</summary>
    /// <returns>False if the body can't be stored.</returns>
    public bool TryAdd(ReadOnlySpan<byte> bytes)
    {
        if (_isOver || _count + (long)bytes.Length > limit || !TryGrow(_count + bytes.Length))
        {
            Release();
            return false;
        }

        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
        return true;
    }

    /// <summary>Returns the body, and ends the reservation.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        if (_bytes.Length > _count)
            Array.Resize(ref _bytes, _count);
        var body = _bytes;
        Release();
        return body;
    }

    /// <summary>Gives the copy up.</summary>
    public void Release()
    {
        store.Release(_reserved);
        (_bytes, _reserved, _isOver) = ([], 0, true);
    }

    private bool TryGrow(int needed)
    {
        if (needed <= _bytes.Length)
            return true;

        var size = length is { } known && known >= needed ? known
            : Math.Min(limit, Math.Max(needed, Math.Max(FirstSize, 2L * _bytes.Length)));
        if (!store.TryReserve(size - _bytes.Length))
            return false;

        _reserved += size - _bytes.Length;
        Array.Resize(ref _bytes, (int)size);
        return true;
    }
}

namespace GatewayKit.Plugins.Mirror;

/// <summary>
/// A copy of a body that is made while the body is forwarded, up to a limit. One thread adds bytes; others may see whether it is complete,
/// and release it.
/// </summary>
/// <param name="limit">The maximum number of bytes.</param>
/// <param name="length">The announced length, which doesn't exceed the limit; <c>null</c> if it isn't known.</param>
/// <param name="exceed">Called once if the body exceeds the limit.</param>
/// <param name="complete">Called once when the body is complete.</param>
internal sealed class BodyCapture(long limit, long? length, Action exceed, Action complete) : IBodyObserver
{
    private readonly Lock _lock = new();
    private byte[] _bytes = [];
    private int _count;
    private bool _hasEnded;
    private volatile bool _isComplete = length == 0;

    /// <summary>Gets whether all bytes are there.</summary>
    public bool IsComplete => _isComplete;

    /// <summary>Gets the bytes of a complete body.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _count);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        bool isTooLong;
        lock (_lock)
        {
            if (_hasEnded || _isComplete)
                return;

            isTooLong = _count + bytes.Length > limit;
            if (isTooLong)
                Clear();
            else if (!Append(bytes))
                return;
        }

        (isTooLong ? exceed : complete)();
    }

    /// <summary>Copies a body that is in memory, and returns it as it was, so that it can still be sent again.</summary>
    public Stream Take(Stream stream)
    {
        if (stream.Length > limit)
        {
            exceed();
            return stream;
        }

        var bytes = new byte[stream.Length];
        stream.Position = 0;
        stream.ReadExactly(bytes);
        stream.Position = 0;
        Add(bytes);
        Add([]);
        return stream;
    }

    /// <summary>Releases the bytes. Later ones are ignored.</summary>
    public void Release()
    {
        lock (_lock)
            Clear();
    }

    /// <returns>Whether the body is complete.</returns>
    private bool Append(ReadOnlySpan<byte> bytes)
    {
        var needed = _count + bytes.Length;
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(limit, Math.Max(needed, length ?? (2L * _bytes.Length))));
        bytes.CopyTo(_bytes.AsSpan(_count));
        _count = needed;
        return _isComplete = bytes.IsEmpty || needed == length;
    }

    private void Clear() => (_bytes, _count, _hasEnded) = ([], 0, true);
}

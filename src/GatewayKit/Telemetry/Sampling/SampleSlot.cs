namespace GatewayKit.Telemetry.Sampling;

/// <summary>The place of a request. Its buffer is used again for the next one, and grows up to <see cref="MaxLength"/>.
/// No request waits for a place: while another thread uses it, the request isn't recorded.</summary>
internal sealed class SampleSlot
{
    /// <summary>The maximum length of a record in bytes. Requests with a longer method, host or target aren't recorded.</summary>
    public const int MaxLength = 2048;

    private const int Step = 256;
    private const int MostSpins = 100;

    private byte[] _bytes = [];
    private int _length;
    private int _generation;
    private long _minute = -1;
    private IRecordedNames? _names;
    private bool _hasEnded;
    private int _isLocked;

    /// <summary>Replaces the request.</summary>
    /// <param name="head">The head without the end.</param>
    /// <param name="names">The names that are recorded.</param>
    /// <param name="minute">The minute.</param>
    public SampledRequest Begin(scoped ReadOnlySpan<byte> head, IRecordedNames names, long minute)
    {
        if (!TryLock())
            return default;

        Reserve(head.Length);
        head.CopyTo(_bytes);
        (_length, _names, _minute, _hasEnded) = (head.Length, names, minute, false);
        var generation = ++_generation;
        Unlock();
        return new SampledRequest(this, generation);
    }

    /// <summary>Completes the request, unless another one has the place by now.</summary>
    /// <param name="generation">The request.</param>
    /// <param name="end">The end of the head.</param>
    public void End(int generation, scoped ReadOnlySpan<byte> end)
    {
        if (!TryLock())
            return;

        if (_generation == generation && !_hasEnded && _length + end.Length <= MaxLength)
        {
            Reserve(_length + end.Length);
            end.CopyTo(_bytes.AsSpan(_length));
            _length += end.Length;
            _hasEnded = true;
        }

        Unlock();
    }

    /// <summary>Returns the request; null if there is none since a minute, or if it hasn't ended.</summary>
    public SampledHead? Read(long first)
    {
        var (bytes, names) = Copy(first);
        return bytes is null ? null : SampledHead.Read(bytes, names!);
    }

    private (byte[]? Bytes, IRecordedNames? Names) Copy(long first)
    {
        var spin = new SpinWait();
        while (!TryLock())
        {
            if (spin.Count > MostSpins)
                return default;
            spin.SpinOnce();
        }

        var copy = _hasEnded && _minute >= first ? (_bytes[.._length], _names) : default;
        Unlock();
        return copy;
    }

    private void Reserve(int length)
    {
        if (_bytes.Length < length)
            Array.Resize(ref _bytes, Math.Min(MaxLength, (length + Step - 1) / Step * Step));
    }

    private bool TryLock() => Interlocked.CompareExchange(ref _isLocked, 1, 0) == 0;

    private void Unlock() => Volatile.Write(ref _isLocked, 0);
}

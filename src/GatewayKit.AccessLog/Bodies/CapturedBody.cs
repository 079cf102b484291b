using System.Buffers;

namespace GatewayKit.AccessLog;

/// <summary>A copy of a body, up to a limit, in a pooled buffer.</summary>
/// <param name="limit">The maximum size.</param>
/// <param name="contentType">The type.</param>
internal sealed class CapturedBody(int limit, string? contentType)
{
    private readonly Lock _gate = new();
    private byte[]? _buffer = ArrayPool<byte>.Shared.Rent(limit);
    private int _length;

    public string? ContentType => contentType;

    /// <summary>Gets whether the whole body was read.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Gets whether the body is longer than the limit.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The bytes; only until the release.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Adds bytes; none at the end of the body.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        // The body can still be read when the exchange has ended.
        lock (_gate)
        {
            if (_buffer is null || IsTooLong)
                return;

            IsComplete = bytes.IsEmpty;
            IsTooLong = bytes.Length > limit - _length;
            if (IsTooLong)
                return;

            bytes.CopyTo(_buffer.AsSpan(_length));
            _length += bytes.Length;
        }
    }

    /// <summary>Stops the copy, so that the bytes don't change any more.</summary>
    /// <returns>Whether the body can be logged.</returns>
    public bool End(long? contentLength)
    {
        lock (_gate)
        {
            var isWhole = _buffer is not null && !IsTooLong && (IsComplete || _length == contentLength);
            IsTooLong |= !isWhole;
            return isWhole;
        }
    }

    /// <summary>Returns the buffer to the pool.</summary>
    public void Release()
    {
        byte[]? buffer;
        lock (_gate)
            (buffer, _buffer, _length) = (_buffer, null, 0);
        if (buffer is not null)
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
    }
}

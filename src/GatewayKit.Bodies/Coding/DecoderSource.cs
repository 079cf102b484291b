using System.Buffers;

namespace GatewayKit.Bodies;

/// <summary>
/// The input of a decoder. The decoders of .NET don't report where the data ended, and ignore data after it; here, that shows by the bytes
/// that they have read.
/// </summary>
/// <param name="body">The encoded body.</param>
/// <param name="probesEnd">Whether a read after the end gets a byte, so that <see cref="ReadsAfterEnd"/> is meaningful.</param>
internal sealed class DecoderSource(Stream body, bool probesEnd) : ReadOnlyStream
{
    private const int BufferSize = 16 * 1024;

    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private bool _isEnded;

    /// <summary>Gets whether the decoder has read all bytes that were received.</summary>
    public bool IsEmpty => _start == _end;

    /// <summary>Gets the number of bytes that were received.</summary>
    public long Received { get; private set; }

    /// <summary>Gets the number of reads after the last byte. The first one gets a zero, with which no compressed data
    /// begins.</summary>
    public int ReadsAfterEnd { get; private set; }

    /// <summary>Gets the failure of the body itself; <c>null</c> if there is none.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Waits for bytes, unless there are some.</summary>
    /// <returns><c>false</c> at the end of the body.</returns>
    public async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (!IsEmpty || _isEnded)
            return !IsEmpty;

        if (_buffer.Length == 0)
            _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            _end = await body.ReadAsync(_buffer.AsMemory(0, BufferSize), cancellation).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Failure = error;
            _start = _end = 0;
            throw;
        }

        _start = 0;
        _isEnded = _end == 0;
        Received += _end;
        return !_isEnded;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => IsEmpty && !_isEnded ? FillAndTakeAsync(buffer, cancellationToken) : new(Take(buffer.Span));

    /// <summary>Returns the buffer to the pool. The body stays open.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _start = _end = 0;
            _isEnded = true;
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> FillAndTakeAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        await FillAsync(cancellation).ConfigureAwait(false);
        return Take(buffer.Span);
    }

    private int Take(Span<byte> target)
    {
        if (IsEmpty)
            return TakeAfterEnd(target);

        // The last byte is read by itself: a decoder whose data ends before it leaves it.
        var available = _end - _start;
        var count = Math.Min(target.Length, probesEnd ? Math.Max(1, available - 1) : available);
        _buffer.AsSpan(_start, count).CopyTo(target);
        _start += count;
        return count;
    }

    private int TakeAfterEnd(Span<byte> target)
    {
        if (!probesEnd || target.IsEmpty || ++ReadsAfterEnd > 1)
            return 0;

        target[0] = 0;
        return 1;
    }
}

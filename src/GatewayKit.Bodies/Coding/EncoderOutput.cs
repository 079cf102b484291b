using System.Buffers;

namespace GatewayKit.Bodies;

/// <summary>The encoded data that waits to be read, in a pooled buffer.</summary>
internal sealed class EncoderOutput : WriteOnlyStream
{
    private const int InitialSize = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _start;
    private int _end;

    public bool IsEmpty => _start == _end;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (IsEmpty)
            _start = _end = 0;
        if (_buffer.Length - _end < buffer.Length)
            Grow(buffer.Length);
        buffer.CopyTo(_buffer.AsSpan(_end));
        _end += buffer.Length;
    }

    public override void Flush()
    {
    }

    /// <summary>Moves data to a buffer, as much as fits.</summary>
    public int Take(Span<byte> target)
    {
        var count = Math.Min(target.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(target);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _start = _end = 0;
        }

        base.Dispose(disposing);
    }

    private void Grow(int count)
    {
        var waiting = _end - _start;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(InitialSize, 2 * (waiting + count)));
        _buffer.AsSpan(_start, waiting).CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _start, _end) = (larger, 0, waiting);
    }
}

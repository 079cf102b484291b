using System.Buffers;

namespace GatewayKit.Bodies;

/// <summary>The converted body in memory. A short body can become a very long one, so its length has a limit.</summary>
/// <param name="limit">The maximum length in bytes.</param>
internal sealed class BoundedOutput(long limit) : WriteOnlyStream
{
    private const int FirstBuffer = 4096;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _length;
    private bool _isEnded;

    /// <summary>Returns what was written so far. The buffer itself is used again for other bodies.</summary>
    public byte[] ToArray() => _buffer.AsSpan(0, _length).ToArray();

    /// <exception cref="ConversionException">The body is longer than the limit.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        // A writer that is disposed after a failure still writes the rest.
        if (_isEnded)
            return;
        if (buffer.Length > Math.Min(limit, Array.MaxLength) - _length)
            throw ConversionException.TooLarge();
        if (buffer.Length > _buffer.Length - _length)
            Enlarge(_length + buffer.Length);
        buffer.CopyTo(_buffer.AsSpan(_length));
        _length += buffer.Length;
    }

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isEnded)
        {
            _isEnded = true;
            ArrayPool<byte>.Shared.Return(_buffer);
            (_buffer, _length) = ([], 0);
        }

        base.Dispose(disposing);
    }

    private void Enlarge(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(length, 2L * _length), Array.MaxLength));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}

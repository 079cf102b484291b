using System.Buffers;

namespace GatewayKit.OpenApi.Writing;

/// <summary>A buffer that throws when more is written than a maximum size.</summary>
internal sealed class BoundedBuffer(int maxSize) : IBufferWriter<byte>
{
    private const int FirstSize = 64 * 1024;

    private byte[] _buffer = [];
    private int _written;

    /// <summary>Gets whether more was written than the maximum.</summary>
    public bool IsTooLarge => _written > maxSize;

    public byte[] ToArray() => _buffer.AsSpan(0, _written).ToArray();

    public void Advance(int count) => _written += count;

    /// <exception cref="DocumentSizeException">More was written than the maximum.</exception>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (IsTooLarge)
            throw new DocumentSizeException();

        var needed = _written + Math.Max(sizeHint, 1);
        if (needed > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(needed, Math.Max(FirstSize, (int)Math.Min(2L * _buffer.Length, maxSize))));
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}

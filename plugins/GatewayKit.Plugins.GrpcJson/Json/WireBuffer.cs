using System.Buffers.Binary;
using System.Text;

namespace GatewayKit.Plugins.GrpcJson.Json;

/// <summary>A message in the wire format while it is written.</summary>
/// <param name="limit">The maximum length in bytes.</param>
internal sealed class WireBuffer(int limit)
{
    private const int FirstLength = 256;
    private const int MaxVarint = 10;

    private byte[] _bytes = new byte[Math.Min(FirstLength, limit + MaxVarint)];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Tag(int number, WireType type) => Varint(((ulong)(uint)number << 3) | (uint)type);

    public void Varint(ulong value)
    {
        var target = Reserve(MaxVarint);
        var count = 0;
        while (value > 0x7F)
        {
            target[count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        target[count++] = (byte)value;
        Advance(count);
    }

    public void Fixed32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(sizeof(uint)), value);
        Advance(sizeof(uint));
    }

    public void Fixed64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Reserve(sizeof(ulong)), value);
        Advance(sizeof(ulong));
    }

    /// <summary>Writes bytes without their length.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Advance(bytes.Length);
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Varint((ulong)bytes.Length);
        Raw(bytes);
    }

    public void Text(string text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        Varint((ulong)count);
        Encoding.UTF8.GetBytes(text, Reserve(count));
        Advance(count);
    }

    /// <summary>Begins content with a length, which isn't known yet.</summary>
    /// <returns>The position, for <see cref="End"/>.</returns>
    public int Begin() => _length;

    /// <summary>Ends the content: inserts its length before it.</summary>
    public void End(int begin)
    {
        var content = _length - begin;
        Varint((ulong)content);
        var count = _length - begin - content;
        Span<byte> prefix = stackalloc byte[MaxVarint];
        _bytes.AsSpan(_length - count, count).CopyTo(prefix);
        _bytes.AsSpan(begin, content).CopyTo(_bytes.AsSpan(begin + count));
        prefix[..count].CopyTo(_bytes.AsSpan(begin));
    }

    private Span<byte> Reserve(int count)
    {
        if (count - MaxVarint > limit - _length)
            throw TranscodingException.TooLarge();
        if (count > _bytes.Length - _length)
            Array.Resize(ref _bytes, Math.Max(_length + count, (int)Math.Min(2L * _bytes.Length, limit + (long)MaxVarint)));
        return _bytes.AsSpan(_length);
    }

    private void Advance(int count)
    {
        _length += count;
        if (_length > limit)
            throw TranscodingException.TooLarge();
    }
}

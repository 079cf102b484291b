using System.Buffers.Binary;
using System.Text;

namespace GatewayKit.Telemetry.Sampling;

/// <summary>Writes the parts of a record: numbers, and texts in UTF-8 with their lengths. A part that doesn't fit isn't written.</summary>
internal ref struct HeadWriter(Span<byte> target)
{
    private readonly Span<byte> _target = target;
    private int _textStart;

    /// <summary>The number of bytes; can be set back.</summary>
    public int Length { get; set; }

    /// <summary>Gets whether there is room for a mark.</summary>
    public readonly bool HasRest => Length < _target.Length;

    public readonly ReadOnlySpan<byte> Written => _target[..Length];

    public bool TryWrite(long number)
    {
        if (!BinaryPrimitives.TryWriteInt64LittleEndian(_target[Length..], number))
            return false;

        Length += sizeof(long);
        return true;
    }

    public bool TryMark(HeaderMark mark)
    {
        if (Length == _target.Length)
            return false;

        _target[Length++] = (byte)mark;
        return true;
    }

    public bool TryWrite(scoped ReadOnlySpan<char> text) => TryBegin() && TryAppend(text) && End();

    /// <summary>Begins a text in several pieces.</summary>
    public bool TryBegin()
    {
        if (Length + sizeof(ushort) > _target.Length)
            return false;

        _textStart = Length += sizeof(ushort);
        return true;
    }

    public bool TryAppend(scoped ReadOnlySpan<char> piece)
    {
        if (!Encoding.UTF8.TryGetBytes(piece, _target[Length..], out var count))
            return false;

        Length += count;
        return true;
    }

    /// <summary>Ends the text.</summary>
    public readonly bool End()
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_target[(_textStart - sizeof(ushort))..], (ushort)(Length - _textStart));
        return true;
    }
}

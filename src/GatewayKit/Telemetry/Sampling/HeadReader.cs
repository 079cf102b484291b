using System.Buffers.Binary;
using System.Text;

namespace GatewayKit.Telemetry.Sampling;

/// <summary>Reads what a <see cref="HeadWriter"/> has written.</summary>
internal ref struct HeadReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public long ReadNumber()
    {
        var number = BinaryPrimitives.ReadInt64LittleEndian(_rest);
        _rest = _rest[sizeof(long)..];
        return number;
    }

    public HeaderMark ReadMark()
    {
        var mark = (HeaderMark)_rest[0];
        _rest = _rest[1..];
        return mark;
    }

    public string ReadText()
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
        var text = Encoding.UTF8.GetString(_rest.Slice(sizeof(ushort), length));
        _rest = _rest[(sizeof(ushort) + length)..];
        return text;
    }
}

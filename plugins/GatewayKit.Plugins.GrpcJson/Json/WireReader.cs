using System.Buffers.Binary;

namespace GatewayKit.Plugins.GrpcJson.Json;

/// <summary>Reads the fields of a message.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> message)
{
    private const int MaxVarint = 10;
    private const int MaxGroups = 32;

    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;

    public readonly bool IsAtEnd => _position == _message.Length;

    /// <summary>Reads the next field. Skips groups, which aren't supported.</summary>
    /// <exception cref="TranscodingException">The message isn't valid.</exception>
    public bool TryRead(out WireField field)
    {
        while (!IsAtEnd)
        {
            field = Read();
            if (field.Type != WireType.StartGroup)
                return field.Type == WireType.EndGroup ? throw TranscodingException.NotValid() : true;

            SkipGroup(field.Number, 1);
        }

        field = default;
        return false;
    }

    /// <summary>Reads a number of a packed field.</summary>
    public ulong ReadNumber(WireType type) => type switch
    {
        WireType.Varint => ReadVarint(),
        WireType.Fixed32 => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint))),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong))),
    };

    private WireField Read()
    {
        var tag = ReadVarint();
        var (number, type) = (tag >> 3, (WireType)(tag & 7));
        if (number is 0 or > (1 << 29) - 1)
            throw TranscodingException.NotValid();
        if (type == WireType.Length)
        {
            var length = ReadVarint();
            if (length > (ulong)(_message.Length - _position))
                throw TranscodingException.NotValid();

            var start = _position;
            _position += (int)length;
            return new((int)number, type, 0, start, (int)length);
        }

        return type switch
        {
            WireType.Varint or WireType.Fixed32 or WireType.Fixed64 => new((int)number, type, ReadNumber(type), 0, 0),
            WireType.StartGroup or WireType.EndGroup => new((int)number, type, 0, 0, 0),
            _ => throw TranscodingException.NotValid(),
        };
    }

    private void SkipGroup(int number, int depth)
    {
        if (depth > MaxGroups)
            throw TranscodingException.TooDeep();
        while (!IsAtEnd)
        {
            var field = Read();
            if (field.Type == WireType.EndGroup)
            {
                if (field.Number != number)
                    throw TranscodingException.NotValid();
                return;
            }

            if (field.Type == WireType.StartGroup)
                SkipGroup(field.Number, depth + 1);
        }

        throw TranscodingException.NotValid();
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var i = 0; i < MaxVarint; i++)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
                return value;
        }

        throw TranscodingException.NotValid();
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _message.Length - _position)
            throw TranscodingException.NotValid();

        var taken = _message.Slice(_position, count);
        _position += count;
        return taken;
    }
}

using System.Buffers.Binary;

namespace GatewayKit.Proxy.Draining;

/// <summary>Follows the frames of one direction of a WebSocket (RFC 6455, section 5.2), to find the end of a frame.</summary>
internal struct FrameTracker
{
    private const int OpcodeMask = 0x0f;
    private const int Close = 0x8;

    private Header _header;
    private int _headerLength;
    private ulong _payload;

    /// <summary>Gets a value indicating whether the next byte begins a frame.</summary>
    public readonly bool IsAtBoundary => _headerLength == 0;

    /// <summary>Gets a value indicating whether a close frame has ended: nothing may follow it.</summary>
    public bool HasClosed { get; private set; }

    /// <summary>Reads bytes until the end of a frame or of the bytes.</summary>
    /// <returns>The number of bytes that belong to the frame.</returns>
    public int Advance(ReadOnlySpan<byte> bytes)
    {
        var used = 0;
        while (used < bytes.Length)
        {
            if (!IsHeaderComplete())
            {
                _header[_headerLength++] = bytes[used++];
                if (!IsHeaderComplete())
                    continue;
                _payload = PayloadLength();
            }
            else
            {
                var part = (int)Math.Min(_payload, (ulong)(bytes.Length - used));
                used += part;
                _payload -= (ulong)part;
            }

            if (_payload == 0)
            {
                HasClosed |= (_header[0] & OpcodeMask) == Close;
                _headerLength = 0;
                return used;
            }
        }

        return used;
    }

    /// <summary>Reads bytes that may contain several frames.</summary>
    public void AdvanceAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[Advance(bytes)..];
    }

    private readonly bool IsHeaderComplete() => _headerLength >= 2 && _headerLength == HeaderLength();

    private readonly int HeaderLength() => 2 + LengthOfLength() + ((_header[1] & 0x80) == 0 ? 0 : 4);

    private readonly int LengthOfLength() => (_header[1] & 0x7f) switch
    {
        126 => 2,
        127 => 8,
        _ => 0,
    };

    private readonly ulong PayloadLength()
    {
        ReadOnlySpan<byte> length = ((ReadOnlySpan<byte>)_header)[2..];
        return LengthOfLength() switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(length),
            8 => BinaryPrimitives.ReadUInt64BigEndian(length),
            _ => (ulong)(_header[1] & 0x7f),
        };
    }

    [System.Runtime.CompilerServices.InlineArray(14)]
    private struct Header
    {
        private byte _first;
    }
}

using System.Buffers.Binary;

namespace GatewayKit.Plugins.StreamLimits.Frames;

/// <summary>The header of a WebSocket frame (RFC 6455, section 5.2).</summary>
/// <param name="IsFinal">Whether the frame ends a message.</param>
/// <param name="Opcode">The kind of frame.</param>
/// <param name="IsMasked">Whether the payload is masked.</param>
/// <param name="Length">The length of the header.</param>
/// <param name="PayloadLength">The length of the payload.</param>
internal readonly record struct FrameHeader(bool IsFinal, int Opcode, bool IsMasked, int Length, ulong PayloadLength)
{
    /// <summary>The maximum length of a header.</summary>
    public const int Longest = 14;

    public const int Continuation = 0x0;
    public const int Text = 0x1;
    public const int Binary = 0x2;
    public const int Close = 0x8;
    public const int Ping = 0x9;
    public const int Pong = 0xA;

    /// <summary>Reads a header. Returns false if it isn't complete.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < 2)
            return false;

        var isMasked = (bytes[1] & 0x80) != 0;
        var length = bytes[1] & 0x7f;
        var extended = length switch { 126 => 2, 127 => 8, _ => 0 };
        var size = 2 + extended + (isMasked ? 4 : 0);
        if (bytes.Length < size)
            return false;

        var payload = extended switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            8 => BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            _ => (ulong)length,
        };
        header = new FrameHeader((bytes[0] & 0x80) != 0, bytes[0] & 0x0f, isMasked, size, payload);
        return true;
    }
}

using System.Buffers.Binary;

namespace GatewayKit.Benchmarks.Load;

/// <summary>The head of an HTTP/2 frame (RFC 9113, section 4.1).</summary>
/// <param name="Length">The length of the frame without its head.</param>
/// <param name="Type">The type.</param>
/// <param name="Flags">The flags.</param>
/// <param name="Stream">The stream; 0 for the connection.</param>
internal readonly record struct Http2Frame(int Length, byte Type, byte Flags, int Stream)
{
    public const int HeadLength = 9;

    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;

    public const byte EndStream = 1;
    public const byte Ack = 1;
    public const byte EndHeaders = 4;
    public const byte Padded = 8;

    public static Http2Frame Read(ReadOnlySpan<byte> head) => new(
        (head[0] << 16) | BinaryPrimitives.ReadUInt16BigEndian(head[1..]),
        head[3],
        head[4],
        BinaryPrimitives.ReadInt32BigEndian(head[5..]) & int.MaxValue);

    public void Write(Span<byte> head)
    {
        head[0] = (byte)(Length >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(head[1..], (ushort)Length);
        head[3] = Type;
        head[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(head[5..], Stream);
    }
}

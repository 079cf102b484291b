using System.Buffers.Binary;

namespace GatewayKit.Plugins.Tests.StreamLimits;

/// <summary>WebSocket frames (RFC 6455, section 5.2) with a payload of zeros.</summary>
internal static class Frames
{
    private const byte Final = 0x80;
    private const byte Masked = 0x80;

    public static byte[] Text(int length, bool final = true) => Of(0x1, length, final);

    public static byte[] Continuation(int length, bool final = true) => Of(0x0, length, final);

    public static byte[] Of(int opcode, int length, bool final = true, bool masked = true)
    {
        var head = new List<byte> { (byte)(opcode | (final ? Final : 0)) };
        var mask = masked ? Masked : (byte)0;
        if (length < 126)
        {
            head.Add((byte)(mask | length));
        }
        else if (length <= ushort.MaxValue)
        {
            head.AddRange([(byte)(mask | 126), (byte)(length >> 8), (byte)length]);
        }
        else
        {
            var size = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(size, length);
            head.AddRange([(byte)(mask | 127), .. size]);
        }

        if (masked)
            head.AddRange([0, 0, 0, 0]);
        return [.. head, .. new byte[length]];
    }
}

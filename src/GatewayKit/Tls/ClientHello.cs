using System.Buffers;
using System.Buffers.Binary;

namespace GatewayKit.Tls;

/// <summary>Reads the application protocols from a client's hello (RFC 8446, section 4.1.2; RFC 7301, section 3.1).</summary>
internal static class ClientHello
{
    private const byte Handshake = 22;
    private const byte Hello = 1;
    private const int RecordHeader = 5;
    private const int MaximumRecord = 16 * 1024;
    private const ushort ApplicationProtocols = 16;

    /// <summary>Returns whether a client offers this application protocol and no other.</summary>
    /// <param name="received">The bytes that were received, from the start of the connection.</param>
    /// <param name="protocol">The protocol.</param>
    /// <returns>Null if more bytes are needed. False for anything that isn't a hello in one record.</returns>
    public static bool? OffersOnly(ReadOnlySequence<byte> received, ReadOnlySpan<byte> protocol)
    {
        if (received.Length < RecordHeader)
            return !received.IsEmpty && received.FirstSpan[0] != Handshake ? false : null;

        Span<byte> header = stackalloc byte[RecordHeader];
        received.Slice(0, RecordHeader).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt16BigEndian(header[3..]);
        if (header[0] != Handshake || length > MaximumRecord)
            return false;
        if (received.Length < RecordHeader + length)
            return null;

        var record = received.Slice(RecordHeader, length);
        return IsOffered(record.IsSingleSegment ? record.FirstSpan : record.ToArray(), protocol);
    }

    private static bool IsOffered(ReadOnlySpan<byte> message, ReadOnlySpan<byte> protocol)
    {
        // The type, the length, the version and the random come before the parts with a length of their own.
        if (message.Length < 4 || message[0] != Hello || !TrySkip(ref message, 4 + 2 + 32)
            || !TryTake(ref message, 1, out _) || !TryTake(ref message, 2, out _) || !TryTake(ref message, 1, out _)
            || !TryTake(ref message, 2, out var extensions))
            return false;

        while (extensions.Length > 2)
        {
            var type = BinaryPrimitives.ReadUInt16BigEndian(extensions);
            if (!TrySkip(ref extensions, 2) || !TryTake(ref extensions, 2, out var content))
                return false;
            if (type == ApplicationProtocols)
            {
                return TryTake(ref content, 2, out var list) && TryTake(ref list, 1, out var only)
                    && list.IsEmpty && only.SequenceEqual(protocol);
            }
        }

        return false;
    }

    private static bool TrySkip(ref ReadOnlySpan<byte> from, int count)
    {
        if (from.Length < count)
            return false;

        from = from[count..];
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> from, int lengthBytes, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (from.Length < lengthBytes)
            return false;

        var length = lengthBytes == 1 ? from[0] : BinaryPrimitives.ReadUInt16BigEndian(from);
        if (from.Length < lengthBytes + length)
            return false;

        taken = from.Slice(lengthBytes, length);
        from = from[(lengthBytes + length)..];
        return true;
    }
}

using System.Buffers;
using System.Buffers.Binary;

namespace GatewayKit.Tls;

/// <summary>Reads the extensions of a client's hello (RFC 8446, section 4.1.2), such as its application protocols (RFC 7301, section
/// 3.1).</summary>
internal static class ClientHello
{
    /// <summary>The type of a record with messages of the handshake.</summary>
    public const byte Handshake = 22;

    /// <summary>The length of the header of a record.</summary>
    public const int RecordHeader = 5;

    /// <summary>The maximum length of a record without its header.</summary>
    public const int MaximumRecord = 16 * 1024;

    private const byte Hello = 1;
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

    /// <summary>Finds an extension of a hello.</summary>
    /// <param name="message">The message of the handshake, with its type and its length.</param>
    /// <param name="type">The type of the extension.</param>
    /// <param name="content">The content of the extension; empty if there is none.</param>
    /// <returns>False if it isn't a hello, or the extension or one before it isn't valid.</returns>
    public static bool TryFindExtension(ReadOnlySpan<byte> message, ushort type, out ReadOnlySpan<byte> content)
    {
        // The type, the length, the version and the random come before the parts with a length of their own.
        content = default;
        if (message.Length < 4 || message[0] != Hello || !TrySkip(ref message, 4 + 2 + 32)
            || !TryTake(ref message, 1, out _) || !TryTake(ref message, 2, out _) || !TryTake(ref message, 1, out _))
            return false;
        if (message.IsEmpty)
            return true;
        if (!TryTake(ref message, 2, out var extensions))
            return false;

        while (extensions.Length > 2)
        {
            var found = BinaryPrimitives.ReadUInt16BigEndian(extensions);
            if (!TrySkip(ref extensions, 2) || !TryTake(ref extensions, 2, out var own))
                return false;
            if (found != type)
                continue;

            content = own;
            return true;
        }

        return extensions.IsEmpty;
    }

    /// <summary>Reads a part that starts with its length, and continues after it.</summary>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> from, int lengthBytes, out ReadOnlySpan<byte> taken)
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

    private static bool IsOffered(ReadOnlySpan<byte> message, ReadOnlySpan<byte> protocol)
        => TryFindExtension(message, ApplicationProtocols, out var content)
            && TryTake(ref content, 2, out var list) && TryTake(ref list, 1, out var only)
            && list.IsEmpty && only.SequenceEqual(protocol);

    private static bool TrySkip(scoped ref ReadOnlySpan<byte> from, int count)
    {
        if (from.Length < count)
            return false;

        from = from[count..];
        return true;
    }
}

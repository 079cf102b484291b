using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using GatewayKit.Tls;

namespace GatewayKit.Listening.Connections;

/// <summary>The host name in a client's hello (SNI; RFC 6066, section 3).</summary>
/// <param name="IsValid">Whether it is a valid hello, with a valid name or without one.</param>
/// <param name="Name">The name, without a final dot; null if the client sent none.</param>
internal readonly record struct HelloName(bool IsValid, string? Name)
{
    /// <summary>The maximum length of a hello, without the headers of its records.</summary>
    public const int MaximumLength = 16 * 1024;

    /// <summary>The maximum number of records of a hello, so that a hello in tiny pieces is cheap.</summary>
    private const int MaximumRecords = 16;

    private const int MessageHeader = 4;
    private const int LongestName = 253;
    private const byte HostName = 0;
    private const ushort ServerName = 0;

    private static readonly SearchValues<byte> s_characters = SearchValues.Create(
        "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Reads the name.</summary>
    /// <param name="received">The bytes that were received, from the start of the connection.</param>
    /// <returns>Null if more bytes are needed.</returns>
    public static HelloName? Read(ReadOnlySequence<byte> received)
    {
        Span<byte> header = stackalloc byte[ClientHello.RecordHeader];
        Span<byte> start = stackalloc byte[MessageHeader];
        var length = 0L;
        var rest = received;
        for (var i = 0; i < MaximumRecords; i++)
        {
            if (rest.IsEmpty)
                return null;
            if (rest.FirstSpan is [not ClientHello.Handshake, ..])
                return default(HelloName);
            if (rest.Length < header.Length)
                return null;

            rest.Slice(0, header.Length).CopyTo(header);
            var record = BinaryPrimitives.ReadUInt16BigEndian(header[3..]);
            length += record;
            if (header[1] != 3 || record is 0 or > ClientHello.MaximumRecord || length > MaximumLength)
                return default(HelloName);
            if (rest.Length < header.Length + record)
                return null;

            // The records are joined only once all have arrived: a client can send its last one byte by byte.
            if (length - record is >= 0 and < MessageHeader and var before)
            {
                var count = (int)Math.Min(record, MessageHeader - before);
                rest.Slice(header.Length, count).CopyTo(start.Slice((int)before, count));
            }

            rest = rest.Slice(header.Length + record);
            if (length < MessageHeader)
                continue;

            var whole = MessageHeader + (start[1] << 16 | start[2] << 8 | start[3]);
            if (whole > MaximumLength)
                return default(HelloName);
            if (whole <= length)
                return Read(Message(received, i + 1, (int)length).AsSpan(0, whole));
        }

        return default(HelloName);
    }

    /// <summary>Joins the content of the first records.</summary>
    private static byte[] Message(ReadOnlySequence<byte> received, int records, int length)
    {
        Span<byte> header = stackalloc byte[ClientHello.RecordHeader];
        var message = new byte[length];
        var count = 0;
        for (var i = 0; i < records; i++)
        {
            received.Slice(0, header.Length).CopyTo(header);
            var record = BinaryPrimitives.ReadUInt16BigEndian(header[3..]);
            received.Slice(header.Length, record).CopyTo(message.AsSpan(count));
            count += record;
            received = received.Slice(header.Length + record);
        }

        return message;
    }

    private static HelloName Read(ReadOnlySpan<byte> message)
    {
        if (!ClientHello.TryFindExtension(message, ServerName, out var content))
            return default;
        if (content.IsEmpty)
            return new HelloName(IsValid: true, null);

        // The extension has a list, but only one type of name exists.
        if (!ClientHello.TryTake(ref content, 2, out var list) || list is not [HostName, ..])
            return default;

        list = list[1..];
        if (!ClientHello.TryTake(ref list, 2, out var name))
            return default;
        if (name is [.., (byte)'.'])
            name = name[..^1];
        return name.Length is 0 or > LongestName || name.ContainsAnyExcept(s_characters)
            ? default
            : new HelloName(IsValid: true, Encoding.ASCII.GetString(name));
    }
}

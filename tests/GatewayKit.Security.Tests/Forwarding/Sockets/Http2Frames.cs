using System.Buffers.Binary;
using System.Text;

namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>The frames of HTTP/2 (RFC 9113, sections 4.1 and 6), as text of Latin-1.</summary>
internal static class Http2Frames
{
    public const string Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    public const byte Data = 0, Headers = 1, ResetStream = 3, Settings = 4, GoAway = 7, WindowUpdate = 8, Continuation = 9;
    public const byte EndStream = 1, Ack = 1, EndHeaders = 4;

    /// <summary>The length of the part before the payload.</summary>
    public const int HeadLength = 9;

    // The limit of a receiver that doesn't announce another one.
    private const int MaxPayload = 16384;

    public static string Frame(byte type, byte flags, int stream, string payload)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        BinaryPrimitives.WriteInt32BigEndian(head, payload.Length << 8);
        (head[3], head[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(head[5..], stream);
        return Encoding.Latin1.GetString(head) + payload;
    }

    /// <summary>Returns a field block, in as many frames as it needs.</summary>
    public static string FieldBlock(int stream, IEnumerable<(string Name, string Value)> fields, bool endsStream)
    {
        var parts = Parts(FieldBlocks.Encode(fields)).ToArray();
        return string.Concat(parts.Select((part, i) => Frame(
            i == 0 ? Headers : Continuation,
            (byte)((i == 0 && endsStream ? EndStream : 0) | (i == parts.Length - 1 ? EndHeaders : 0)),
            stream, part)));
    }

    /// <summary>Returns a part of a body, in as many frames as it needs.</summary>
    public static string DataFrames(int stream, string content)
        => string.Concat(Parts(content).Select(part => Frame(Data, 0, stream, part)));

    public static string Number(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return Encoding.Latin1.GetString(bytes);
    }

    public static int Number(ReadOnlySpan<char> text) => (text[0] << 24) | (text[1] << 16) | (text[2] << 8) | text[3];

    private static IEnumerable<string> Parts(string text)
        => text.Chunk(MaxPayload).Select(part => new string(part)).DefaultIfEmpty("");
}

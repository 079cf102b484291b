using System.Buffers.Text;
using System.Text;

namespace GatewayKit.Benchmarks.Load;

/// <summary>Just enough of HTTP/1.1 for the answers of a known upstream: the status and the length.</summary>
internal static class Http1Head
{
    /// <summary>The length of a body in chunks.</summary>
    public const long Chunked = -1;

    /// <summary>The <see cref="Tail"/> of a body in chunks that has ended: a line break, and the last chunk.</summary>
    public const ulong LastChunk = 0x0d_0a_30_0d_0a_0d_0a;

    private const ulong SevenBytes = (1UL << 56) - 1;

    /// <summary>Returns the last seven bytes.</summary>
    /// <param name="tail">Those before.</param>
    /// <param name="received">The bytes after them.</param>
    public static ulong Tail(ulong tail, ReadOnlySpan<byte> received)
    {
        foreach (var next in received[int.Max(received.Length - 7, 0)..])
            tail = ((tail << 8) | next) & SevenBytes;
        return tail;
    }

    /// <summary>Reads the head of a response with the status 200.</summary>
    /// <param name="received">The bytes so far.</param>
    /// <param name="length">The length of the head.</param>
    /// <param name="body">The length of the body, or <see cref="Chunked"/>.</param>
    /// <returns>Whether the head is complete.</returns>
    /// <exception cref="IOException">The status isn't 200, or the response doesn't have a length.</exception>
    public static bool TryRead(ReadOnlySpan<byte> received, out int length, out long body)
    {
        body = 0;
        length = received.IndexOf("\r\n\r\n"u8) + 4;
        if (length < 4)
            return false;

        var head = received[..length];
        return head.StartsWith("HTTP/1.1 200 "u8) && (TryReadLength(head, out body) || IsChunked(head, out body))
            ? true
            : throw new IOException($"Unexpected response: {Encoding.ASCII.GetString(head[..int.Min(head.Length, 300)])}");
    }

    private static bool IsChunked(ReadOnlySpan<byte> head, out long body)
    {
        body = Chunked;
        return head.IndexOf("\r\nTransfer-Encoding: chunked\r\n"u8) >= 0;
    }

    /// <summary>Reads the Content-Length of a message's head.</summary>
    public static bool TryReadLength(ReadOnlySpan<byte> head, out long body)
    {
        var name = "content-length:"u8;
        for (var end = head.IndexOf((byte)'\n'); end >= 0; end = head.IndexOf((byte)'\n'))
        {
            head = head[(end + 1)..];
            if (head.Length > name.Length && Ascii.EqualsIgnoreCase(head[..name.Length], name))
                return Utf8Parser.TryParse(head[name.Length..].TrimStart((byte)' '), out body, out _);
        }

        body = 0;
        return false;
    }
}

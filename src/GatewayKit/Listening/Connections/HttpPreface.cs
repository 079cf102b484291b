using System.Buffers;

namespace GatewayKit.Listening.Connections;

/// <summary>The bytes with which a client starts HTTP/2 without TLS (RFC 9113, section 3.4).</summary>
internal static class HttpPreface
{
    private static ReadOnlySpan<byte> Http2 => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>Guesses from the first bytes of a client, however few.</summary>
    /// <param name="received">The bytes that were received, from the start of the connection.</param>
    /// <returns>Null if there are none.</returns>
    public static HttpGuess? Guess(ReadOnlySequence<byte> received) => received.IsEmpty ? null : new HttpGuess(IsHttp2(received));

    /// <summary>Returns whether a client speaks HTTP/2.</summary>
    /// <param name="received">The bytes that were received, from the start of the connection.</param>
    /// <returns>Null if more bytes are needed.</returns>
    public static bool? IsHttp2(ReadOnlySequence<byte> received)
    {
        var length = (int)Math.Min(received.Length, Http2.Length);
        Span<byte> first = stackalloc byte[Http2.Length];
        received.Slice(0, length).CopyTo(first);
        return !first[..length].SequenceEqual(Http2[..length]) ? false : length == Http2.Length ? true : null;
    }
}

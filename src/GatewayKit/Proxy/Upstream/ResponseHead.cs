namespace GatewayKit.Proxy.Upstream;

/// <summary>Reads the first bytes of a response that arrives while its request is still being sent.</summary>
internal static class ResponseHead
{
    private static ReadOnlySpan<byte> Close => "Connection: close\r\n"u8;

    /// <summary>The number of bytes that <see cref="InsertClose"/> adds.</summary>
    public static int CloseLength => Close.Length;

    /// <summary>Returns whether a final response begins here with which the upstream declines the rest of the body: 300 or more.</summary>
    public static bool IsRefusal(ReadOnlySpan<byte> bytes)
        => bytes.Length > 12
            && bytes.StartsWith("HTTP/1."u8)
            && bytes[8] == ' '
            && bytes[9] is >= (byte)'3' and <= (byte)'5'
            && bytes.Contains((byte)'\n');

    /// <summary>
    /// Adds <c>Connection: close</c> after the status line, for the HTTP client: the upstream expects the rest of a body on this
    /// connection, so no other request may follow (RFC 9112, section 9.5).
    /// </summary>
    /// <param name="buffer">The response so far, with room for the header.</param>
    /// <param name="count">The bytes of the response so far.</param>
    /// <returns>The bytes with the header.</returns>
    public static int InsertClose(Span<byte> buffer, int count)
    {
        var at = buffer[..count].IndexOf((byte)'\n') + 1;
        buffer[at..count].CopyTo(buffer[(at + Close.Length)..]);
        Close.CopyTo(buffer[at..]);
        return count + Close.Length;
    }
}

namespace GatewayKit.Proxy.Upstream;

/// <summary>Looks at the first bytes of a response that comes while its request is still being sent.</summary>
internal static class ResponseHead
{
    private static ReadOnlySpan<byte> Close => "Connection: close\r\n"u8;

    /// <summary>How many bytes <see cref="InsertClose"/> adds.</summary>
    public static int CloseLength => Close.Length;

    /// <summary>Whether a final response begins here by which the upstream declines the rest of the body: 300 or more.</summary>
    public static bool IsRefusal(ReadOnlySpan<byte> bytes)
        => bytes.Length > 12 && bytes.StartsWith("HTTP/1."u8) && bytes[8] == ' ' && bytes[9] is >= (byte)'3' and <= (byte)'5' && bytes.Contains((byte)'\n');

    /// <summary>
    /// Adds <c>Connection: close</c> behind the status line, for the HTTP client: the upstream expects the rest of a body on this
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

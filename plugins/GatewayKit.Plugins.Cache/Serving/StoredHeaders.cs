namespace GatewayKit.Plugins.Cache.Serving;

/// <summary>The response headers that the cache treats specially.</summary>
internal static class StoredHeaders
{
    /// <summary>The headers of a connection, or that only concern the gateway (RFC 9111, section 3.1), and those that are set for each
    /// answer. Those about a limit concern one client.</summary>
    private static readonly HashSet<string> s_unstored = new(StringComparer.OrdinalIgnoreCase)
    {
        "Age", "Connection", "Content-Length", "Content-Type", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authentication-Info",
        "Proxy-Authorization", "Proxy-Connection", "RateLimit", "RateLimit-Policy", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    /// <summary>The headers that describe a body, which a 304 doesn't have and can't change (section 3.2).</summary>
    private static readonly HashSet<string> s_ofBody = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept-Ranges", "Content-Digest", "Content-Encoding", "Content-Length", "Content-MD5", "Content-Range", "Content-Type", "Digest",
        "Repr-Digest",
    };

    /// <summary>The headers that are about the bytes of one message.</summary>
    private static readonly HashSet<string> s_ofMessage = new(StringComparer.OrdinalIgnoreCase)
    {
        "Content-Digest", "Content-MD5", "Content-Range",
    };

    /// <param name="name">The name of the header.</param>
    /// <param name="status">The status of the response.</param>
    public static bool AreUnstored(string name, int status)
        => s_unstored.Contains(name)
            || name.StartsWith("RateLimit-", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("X-RateLimit-", StringComparison.OrdinalIgnoreCase)
            || (status < 300 && name.Equals("Retry-After", StringComparison.OrdinalIgnoreCase));

    public static bool DescribeMessage(string name) => s_ofMessage.Contains(name);

    public static bool DescribeBody(string name) => s_ofBody.Contains(name);
}

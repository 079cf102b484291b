namespace GatewayKit.Plugins.Cache.Serving;

/// <summary>The response headers that the cache treats specially.</summary>
internal static class StoredHeaders
{
    /// <summary>The headers of a connection, or that only concern the gateway (RFC 9111, section 3.1), and those that are set for each
    /// answer.</summary>
    private static readonly HashSet<string> s_unstored = new(StringComparer.OrdinalIgnoreCase)
    {
        "Age", "Connection", "Content-Length", "Content-Type", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authentication-Info",
        "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    /// <summary>The headers that describe a body, which a 304 doesn't have and can't change (section 3.2).</summary>
    private static readonly HashSet<string> s_ofBody = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept-Ranges", "Content-Digest", "Content-Encoding", "Content-Length", "Content-MD5", "Content-Range", "Content-Type", "Digest",
        "Repr-Digest",
    };

    public static bool AreUnstored(string name) => s_unstored.Contains(name);

    public static bool DescribeBody(string name) => s_ofBody.Contains(name);
}

namespace GatewayKit;

/// <summary>Which header names options can have. Each message continues a sentence after "it".</summary>
internal static class HeaderOptionRules
{
    private static readonly HashSet<string> s_framing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Expect", "Host", "HTTP2-Settings", "Keep-Alive", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade",
    };

    /// <summary>Returns why an option can't name a header (RFC 9110, sections 5.1 and 7.6.1); <c>null</c> if it can.</summary>
    public static string? BrokenByName(string name)
    {
        if (name.Length > 256 || !HttpSyntax.IsToken(name))
            return "must be a header name of 1 to 256 characters";

        // Servers that turn headers into environment variables map hyphens and underscores to the same character.
        var canonical = name.Replace('_', '-');
        if (s_framing.Contains(canonical))
            return "must not be a header that frames or routes the message";

        return canonical.StartsWith("X-Consumer-", StringComparison.OrdinalIgnoreCase)
            ? "must not be a header that tells the upstream who is calling"
            : null;
    }
}

namespace GatewayKit;

/// <summary>The headers that only the gateway sets.</summary>
internal static class ReservedHeaders
{
    /// <summary>The headers that frame a response.</summary>
    private static readonly HashSet<string> s_ofResponses = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Keep-Alive", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    /// <summary>The headers that frame or route a request or a response.</summary>
    private static readonly HashSet<string> s_ofMessages = new(
        [.. s_ofResponses, "Expect", "Host", "HTTP2-Settings", "Proxy-Connection", "TE"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns whether a response that a plugin describes can't have a header, because it frames the message.</summary>
    public static bool FrameResponse(string name) => s_ofResponses.Contains(name);

    /// <summary>Returns why an option can't name a header (RFC 9110, sections 5.1 and 7.6.1), as the end of a sentence after "it";
    /// <c>null</c> if it can.</summary>
    public static string? BrokenByOption(string name)
    {
        if (name.Length > 256 || !HttpSyntax.IsToken(name))
            return "must be a header name of 1 to 256 characters";

        // Servers that turn headers into environment variables map all signs to the same character.
        var canonical = string.Create(name.Length, name, static (canonical, name) =>
        {
            for (var i = 0; i < name.Length; i++)
                canonical[i] = char.IsAsciiLetterOrDigit(name[i]) ? name[i] : '-';
        });
        if (s_ofMessages.Contains(canonical))
            return "must not be a header that frames or routes the message";

        return canonical.StartsWith("X-Consumer-", StringComparison.OrdinalIgnoreCase)
            ? "must not be a header that tells the upstream who is calling"
            : null;
    }
}

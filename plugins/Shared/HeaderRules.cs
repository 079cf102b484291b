using System.Buffers;

namespace GatewayKit.Plugins;

/// <summary>Validates header names and values in options. Each message continues a sentence after "it".</summary>
internal static class HeaderRules
{
    private static readonly SearchValues<char> s_token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly HashSet<string> s_framing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Expect", "Host", "HTTP2-Settings", "Keep-Alive", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade",
    };

    /// <summary>Returns why an option can't name a header (RFC 9110, sections 5.1 and 7.6.1); <c>null</c> if it can.</summary>
    public static string? BrokenByName(string name)
    {
        if (name.Length is 0 or > 256 || name.AsSpan().ContainsAnyExcept(s_token))
            return "must be a header name of 1 to 256 characters";

        // Servers that turn headers into environment variables map hyphens and underscores to the same character.
        var canonical = name.Replace('_', '-');
        if (s_framing.Contains(canonical))
            return "must not be a header that frames or routes the message";

        return canonical.StartsWith("X-Consumer-", StringComparison.OrdinalIgnoreCase)
            ? "must not be a header that tells the upstream who is calling"
            : null;
    }

    /// <summary>Returns why a header value is invalid (RFC 9110, section 5.5); <c>null</c> if it is valid.</summary>
    public static string? BrokenByValue(string value)
    {
        foreach (var c in value)
        {
            if (c is (< ' ' or > '~') and not '\t')
                return "must contain only printable ASCII characters, spaces and tabs";
        }

        return null;
    }
}

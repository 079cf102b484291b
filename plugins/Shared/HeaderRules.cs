using System.Buffers;

namespace GatewayKit.Plugins;

/// <summary>Which headers options may name and what may stand in them. Each answer reads on from "it".</summary>
internal static class HeaderRules
{
    private static readonly SearchValues<char> s_token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly HashSet<string> s_framing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Expect", "Host", "HTTP2-Settings", "Keep-Alive", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade",
    };

    /// <summary>Tells why a header can't be named (RFC 9110, sections 5.1 and 7.6.1), or null if it can.</summary>
    public static string? BrokenByName(string name)
    {
        if (name.Length is 0 or > 256 || name.AsSpan().ContainsAnyExcept(s_token))
            return "must be a header name of 1 to 256 characters";

        // Servers that turn names into variables take a hyphen and an underscore for the same.
        var canonical = name.Replace('_', '-');
        if (s_framing.Contains(canonical))
            return "must not be a header that frames or routes the message";

        return canonical.StartsWith("X-Consumer-", StringComparison.OrdinalIgnoreCase)
            ? "must not be a header that tells the upstream who is calling"
            : null;
    }

    /// <summary>Tells why a value can't stand in a header (RFC 9110, section 5.5), or null if it can.</summary>
    public static string? BrokenByValue(string value)
    {
        foreach (var c in value)
        {
            if (c is (< ' ' or > '~') and not '\t')
                return "must have no character but printable ASCII, space and tab";
        }

        return null;
    }
}

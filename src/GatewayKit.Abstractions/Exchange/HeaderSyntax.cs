namespace GatewayKit;

/// <summary>Checks the headers of a response that a plugin describes (RFC 9110, sections 5.1 and 5.5).</summary>
internal static class HeaderSyntax
{
    private static readonly HashSet<string> s_framing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Keep-Alive", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    /// <exception cref="ArgumentException">The media type isn't valid in a header.</exception>
    public static void ThrowIfInvalidType(string? contentType)
    {
        if (contentType is not null)
            ThrowIfInvalid("Content-Type", contentType);
    }

    public static void ThrowIfInvalid(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        if (!HttpSyntax.IsToken(name))
            throw new ArgumentException($"'{name}' isn't a valid header name.", nameof(name));
        if (s_framing.Contains(name))
            throw new ArgumentException($"'{name}' frames the message; only the gateway sets it.", nameof(name));
        foreach (var c in value)
        {
            // Everything else would add a header, or be sent as another character.
            if (c is (< ' ' and not '\t') or '\x7f' or > '\xff')
                throw new ArgumentException($"The value of '{name}' contains U+{(int)c:X4}, which isn't valid in a header.", nameof(value));
        }
    }
}

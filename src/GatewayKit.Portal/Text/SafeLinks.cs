namespace GatewayKit.Portal.Text;

/// <summary>The addresses that links in texts may lead to: http, https and mailto, and relative ones of the same site.</summary>
internal static class SafeLinks
{
    public static bool Allows(string? url)
    {
        if (string.IsNullOrEmpty(url) || url.Any(c => c < ' ' || c == '\\'))
            return false;

        var colon = url.IndexOf(':', StringComparison.Ordinal);
        var isRelative = colon < 0 || url.AsSpan(0, colon).ContainsAny('/', '?', '#');
        return isRelative
            ? !url.StartsWith("//", StringComparison.Ordinal)
            : url[..colon].ToLowerInvariant() is "http" or "https" or "mailto";
    }
}

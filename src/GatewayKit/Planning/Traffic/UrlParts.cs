namespace GatewayKit.Planning.Traffic;

/// <summary>Divides URLs without normalizing them: the gateway checks the spelling of a path.</summary>
internal static class UrlParts
{
    /// <summary>Divides an absolute http or https URL.</summary>
    /// <returns>False if it is something else.</returns>
    public static bool TryDivide(string url, out string scheme, out string host, out string target)
    {
        (scheme, host, target) = ("", "", "");
        var end = url.IndexOf("://", StringComparison.Ordinal);
        if (end is not (4 or 5))
            return false;

        scheme = url[..end].ToLowerInvariant();
        if (scheme is not ("http" or "https"))
            return false;

        var rest = url.AsSpan(end + 3);
        var at = rest.IndexOfAny('/', '?', '#');
        var authority = at < 0 ? rest : rest[..at];
        host = authority[(authority.LastIndexOf('@') + 1)..].ToString();
        var tail = at < 0 ? default : rest[at..];
        if (tail.IndexOf('#') is >= 0 and var fragment)
            tail = tail[..fragment];
        target = tail is ['/', ..] ? tail.ToString() : $"/{tail}";
        return host.Length > 0;
    }
}

using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.RewriteLinks;

/// <summary>The response headers with links of the upstream.</summary>
internal static class HeaderLinks
{
    /// <summary>Returns whether a response has one of the headers. Doesn't allocate.</summary>
    public static bool AreIn(IHeaderDictionary headers)
        => headers.Location.Count > 0 || headers.SetCookie.Count > 0 || headers.Link.Count > 0
            || headers.ContainsKey("Content-Location") || headers.ContainsKey("Refresh");

    public static void Rewrite(IHeaderDictionary headers, LinkMap map, LinkNeedles needles)
    {
        Rewrite(headers, "Location", map.Map);
        Rewrite(headers, "Content-Location", map.Map);
        if (headers.Link.Count > 0)
            Rewrite(headers, "Link", new LinkValues(map, new LinkText(map, needles)).Rewrite);
        Rewrite(headers, "Refresh", refresh => Refresh(refresh, map));
        Rewrite(headers, "Set-Cookie", cookie => Cookie(cookie, map));
    }

    private static void Rewrite(IHeaderDictionary headers, string name, Func<string, string> rewrite)
    {
        var values = headers[name];
        if (values.Count > 0)
            headers[name] = new StringValues([.. values.Select(value => value is null ? null : rewrite(value))]);
    }

    /// <summary>Rewrites the address after the time, with or without <c>url=</c> and quotes (HTML, section 4.2.5.3).</summary>
    private static string Refresh(string refresh, LinkMap map)
    {
        var start = AddressIn(refresh);
        var quote = start < refresh.Length && refresh[start] is '"' or '\'' ? refresh[start++] : '\0';
        var length = refresh.AsSpan(start).IndexOf(quote) is >= 0 and var end ? end : refresh.AsSpan(start).TrimEnd().Length;
        return string.Concat(
            refresh.AsSpan(0, start), map.Map(refresh.Substring(start, length)), refresh.AsSpan(start + length));
    }

    private static int AddressIn(string refresh)
    {
        var start = SpaceAt(refresh, 0);
        while (start < refresh.Length && (char.IsAsciiDigit(refresh[start]) || refresh[start] == '.'))
            start++;
        start = SpaceAt(refresh, start);
        if (start < refresh.Length && refresh[start] is ';' or ',')
            start = SpaceAt(refresh, start + 1);

        var equals = SpaceAt(refresh, start + 3);
        return refresh.AsSpan(start).StartsWith("url", StringComparison.OrdinalIgnoreCase)
            && equals < refresh.Length && refresh[equals] == '='
            ? SpaceAt(refresh, equals + 1)
            : start;
    }

    /// <summary>Returns the position after white space.</summary>
    private static int SpaceAt(string text, int start)
    {
        while (start < text.Length && text[start] is ' ' or '\t')
            start++;
        return start;
    }

    /// <summary>
    /// Rewrites the attributes of a cookie (RFC 6265, section 4.1.1). Without <c>Domain</c>, it belongs to the gateway's host. A cookie
    /// with the prefix <c>__Host-</c> keeps its path, which must be the root.
    /// </summary>
    private static string Cookie(string cookie, LinkMap map)
    {
        var line = new SetCookieLine(cookie);
        if (line.Find("Domain") is { } domain && map.IsDomainOfUpstream(domain))
            line.Remove("Domain");
        if (line.Find("Path") is { } path && !line.Name.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase))
            line.Set("Path", PathOf(path, map));
        return line.ToString();
    }

    private static string PathOf(string path, LinkMap map)
    {
        var mapped = map.MapPath(path.Length > 1 ? path : path.TrimEnd('/'));
        return mapped.Length == 0 ? "/" : mapped;
    }
}

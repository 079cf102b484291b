using System.Text;
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

    public static void Rewrite(IHeaderDictionary headers, LinkMap map)
    {
        Rewrite(headers, "Location", map.Map);
        Rewrite(headers, "Content-Location", map.Map);
        Rewrite(headers, "Link", link => Link(link, map));
        Rewrite(headers, "Refresh", refresh => Refresh(refresh, map));
        Rewrite(headers, "Set-Cookie", cookie => Cookie(cookie, map));
    }

    private static void Rewrite(IHeaderDictionary headers, string name, Func<string, string> rewrite)
    {
        var values = headers[name];
        if (values.Count > 0)
            headers[name] = new StringValues([.. values.Select(value => value is null ? null : rewrite(value))]);
    }

    /// <summary>Rewrites the references in angle brackets (RFC 8288, section 3).</summary>
    private static string Link(string link, LinkMap map)
    {
        var text = new StringBuilder();
        var rest = link.AsSpan();
        while (rest.IndexOf('<') is >= 0 and var start && rest[start..].IndexOf('>') is >= 0 and var length)
        {
            text.Append(rest[..(start + 1)]).Append(map.Map(rest.Slice(start + 1, length - 1).Trim().ToString())).Append('>');
            rest = rest[(start + length + 1)..];
        }

        return text.Append(rest).ToString();
    }

    /// <summary>Rewrites the address after the time, with or without quotes (HTML, section 4.2.5.3).</summary>
    private static string Refresh(string refresh, LinkMap map)
    {
        if (refresh.IndexOf("url=", StringComparison.OrdinalIgnoreCase) is not (>= 0 and var start))
            return refresh;

        var address = refresh[(start + 4)..].Trim();
        var quote = address.Length > 1 && (address[0] is '"' or '\'') && address[^1] == address[0] ? address[..1] : "";
        return $"{refresh[..(start + 4)]}{quote}{map.Map(quote.Length > 0 ? address[1..^1] : address)}{quote}";
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

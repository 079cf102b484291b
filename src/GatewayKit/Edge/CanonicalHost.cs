using Microsoft.AspNetCore.Http;

namespace GatewayKit.Edge;

/// <summary>
/// The spelling of a host that routing compares. The case of a host has no meaning (RFC 9110, section 4.2.3), and a final dot only marks
/// a complete domain name (RFC 3986, section 3.2.2). ASP.NET Core keeps the dot, and decodes punycode only in lower case: a request for a
/// host with a route of its own would match a route for any host instead.
/// </summary>
internal static class CanonicalHost
{
    private const string Punycode = "xn--";

    /// <summary>Replaces another spelling in a request, before anything reads it.</summary>
    /// <returns>False if the host has labels that can't be decoded; reading it would throw.</returns>
    public static bool TryApply(HttpRequest request)
    {
        var values = request.Headers.Host;
        if (values.Count != 1 || values.ToString() is not { Length: > 0 } host)
            return true;
        if (Of(host) is not { } canonical)
            return false;

        if (!ReferenceEquals(host, canonical))
            request.Headers.Host = canonical;
        return true;
    }

    /// <summary>Returns the spelling of a host that routing compares; the host itself if it is spelled like this.</summary>
    /// <param name="host">The host, with or without a port.</param>
    /// <returns>The host; null if it has labels that can't be decoded.</returns>
    public static string? Of(string host)
    {
        if (host.Contains(Punycode, StringComparison.OrdinalIgnoreCase))
        {
            if (!IsLower(host))
                host = host.ToLowerInvariant();
            if (!CanDecode(host))
                return null;
        }

        // An address in brackets has no dots before its port; a name with several final dots isn't valid.
        var end = host.LastIndexOf(':') is >= 0 and var colon ? colon : host.Length;
        return end > 1 && host[end - 1] == '.' && host[end - 2] != '.' ? host.Remove(end - 1, 1) : host;
    }

    private static bool IsLower(string host)
    {
        foreach (var c in host)
        {
            if (char.IsAsciiLetterUpper(c))
                return false;
        }

        return true;
    }

    private static bool CanDecode(string host)
    {
        try
        {
            _ = HostString.FromUriComponent(host);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Redirect.Locations;

/// <summary>Recognizes a target that is the address of the request itself, which would lead to a loop.</summary>
internal static class OwnAddress
{
    /// <summary>Returns whether a target, a path or an absolute URL, is the request's own address.</summary>
    public static bool Is(string target, HttpRequest request)
    {
        var path = target.AsSpan();
        if (!target.StartsWith('/'))
        {
            var start = target.IndexOf("://", StringComparison.Ordinal);
            var rest = path[(start + 3)..];
            var end = rest.IndexOfAny("/?#");
            var authority = end < 0 ? rest : rest[..end];
            if (!path[..start].Equals(request.Scheme, StringComparison.OrdinalIgnoreCase) || !IsHost(authority, request))
                return false;

            path = end < 0 ? "/" : rest[end..];
        }

        // Clients don't send a fragment.
        if (path.IndexOf('#') is >= 0 and var fragment)
            path = path[..fragment];
        var own = ChangedAddress.RawPathOf(request);
        var query = request.QueryString.Value ?? "";
        if (path.StartsWith("?"))
            return own == "/" && path.SequenceEqual(query);

        return path.Length == own.Length + query.Length && path.StartsWith(own, StringComparison.Ordinal)
            && path[own.Length..].SequenceEqual(query);
    }

    private static bool IsHost(ReadOnlySpan<char> authority, HttpRequest request)
    {
        var usual = ChangedAddress.UsualPort(request.Scheme);
        var (host, port) = Split(authority, usual);
        var own = request.Host.ToUriComponent();
        var (ownHost, ownPort) = Split(own, usual);
        return port == ownPort && authority[..host].Equals(own.AsSpan(0, ownHost), StringComparison.OrdinalIgnoreCase);
    }

    private static (int HostLength, int Port) Split(ReadOnlySpan<char> authority, int usual)
    {
        var colon = authority.LastIndexOf(':');
        return colon > authority.LastIndexOf(']') && int.TryParse(authority[(colon + 1)..], out var port)
            ? (colon, port) : (authority.Length, usual);
    }
}

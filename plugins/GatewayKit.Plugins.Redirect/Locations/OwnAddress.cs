using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Redirect.Locations;

/// <summary>Recognizes a request that already has the address of its target. To redirect it again would lead to a loop.</summary>
internal static class OwnAddress
{
    /// <summary>Returns whether a request has the address of a target.</summary>
    /// <param name="target">The target, a path or an absolute URL, without the query of the request.</param>
    /// <param name="keepsQuery">Whether the query of the request follows that of the target.</param>
    /// <param name="growing">The path to which the target adds the rest of the request's path, so that it grows with each redirect that
    /// begins with it; null if the target has another form.</param>
    /// <param name="request">The request.</param>
    public static bool Is(string target, bool keepsQuery, string? growing, HttpRequest request)
    {
        var rest = target.AsSpan();
        if (!target.StartsWith('/'))
        {
            var start = target.IndexOf("://", StringComparison.Ordinal);
            rest = rest[(start + 3)..];
            var end = rest.IndexOfAny("/?#") is >= 0 and var index ? index : rest.Length;
            if (!target.AsSpan(0, start).Equals(request.Scheme, StringComparison.OrdinalIgnoreCase) || !IsHost(rest[..end], request))
                return false;

            rest = rest[end..];
        }

        // Clients don't send a fragment.
        if (rest.IndexOf('#') is >= 0 and var fragment)
            rest = rest[..fragment];
        var mark = rest.IndexOf('?');
        var path = mark < 0 ? rest : rest[..mark];
        var query = mark < 0 ? default : rest[(mark + 1)..];
        var next = NormalizedPath.Of(path.IsEmpty ? "/" : path.Length == target.Length ? target : path.ToString());
        var own = NormalizedPath.Of(RequestPath.Of(request));
        return next.Equals(own, StringComparison.Ordinal)
            ? IsQuery(query, keepsQuery, request.QueryString.Value.AsSpan().TrimStart('?'))
            : growing is not null && next.Length > own.Length && Begins(own, growing);
    }

    /// <summary>Returns the default port of a scheme.</summary>
    public static int UsualPort(string scheme) => scheme.Equals("https", StringComparison.OrdinalIgnoreCase) ? 443 : 80;

    private static bool IsQuery(ReadOnlySpan<char> query, bool keeps, ReadOnlySpan<char> own)
        => own.SequenceEqual(query)
            || (keeps && (query.IsEmpty || (own.StartsWith(query, StringComparison.Ordinal) && own[query.Length] == '&')));

    private static bool Begins(ReadOnlySpan<char> own, ReadOnlySpan<char> growing)
        => NormalizedPath.LengthOf(own, growing) >= 0
            || (growing.EndsWith("/") && own.Equals(growing[..^1], StringComparison.OrdinalIgnoreCase));

    private static bool IsHost(ReadOnlySpan<char> authority, HttpRequest request)
    {
        var usual = UsualPort(request.Scheme);
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

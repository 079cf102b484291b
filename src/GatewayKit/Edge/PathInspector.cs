using System.Buffers;

namespace GatewayKit.Edge;

/// <summary>
/// Finds ambiguous spellings in a request target (RFC 9112, section 3.2). Inspects the target as the
/// client sent it, because the server's own decoding already removes dot segments from the path.
/// </summary>
internal static class PathInspector
{
    // Printable ASCII that all servers read the same way; dots and slashes matter only in pairs.
    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        "!\"$&'()*+,-./0123456789:<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private static readonly SearchValues<char> s_plainQuery = SearchValues.Create(
        "!\"$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private static readonly SearchValues<string> s_pairs = SearchValues.Create(["//", "/."], StringComparison.Ordinal);

    /// <summary>Returns the traits of a target in origin or absolute form.</summary>
    public static PathTraits Inspect(ReadOnlySpan<char> rawTarget)
    {
        if (rawTarget is not ['/', ..])
            return InspectAbsolute(rawTarget);

        var end = rawTarget.IndexOf('?');
        return end < 0 ? InspectPath(rawTarget) : InspectPath(rawTarget[..end]) | InspectQuery(rawTarget[end..]);
    }

    /// <summary>Returns the path of a target as it was sent: without a scheme, an authority and a query.</summary>
    public static ReadOnlySpan<char> PathOf(ReadOnlySpan<char> rawTarget)
    {
        var path = rawTarget is ['/', ..] ? rawTarget : AfterAuthority(rawTarget, out _);
        var end = path.IndexOf('?');
        return end < 0 ? path : path[..end];
    }

    private static PathTraits InspectPath(ReadOnlySpan<char> path)
        => !path.ContainsAnyExcept(s_plain) && path.IndexOf("//") < 0 && path.IndexOf("/.") < 0 ? PathTraits.None : PathWalk.Inspect(path);

    private static PathTraits InspectQuery(ReadOnlySpan<char> query)
    {
        var at = query.IndexOfAnyExcept(s_plainQuery);
        if (at < 0)
            return PathTraits.None;

        return query[at] is < ' ' or '\x7f' ? PathTraits.Control : PathTraits.Malformed;
    }

    private static PathTraits InspectAbsolute(ReadOnlySpan<char> rawTarget)
    {
        var rest = AfterAuthority(rawTarget, out var authority);

        // User information before the host is an error for a server (RFC 9110, section 4.2.4).
        if (authority.IsEmpty || authority.Contains('@'))
            return PathTraits.Malformed;

        return rest switch
        {
            [] => PathTraits.None,
            ['/', ..] => Inspect(rest),
            ['?', ..] => InspectQuery(rest),
            _ => PathTraits.Malformed,
        };
    }

    private static ReadOnlySpan<char> AfterAuthority(ReadOnlySpan<char> rawTarget, out ReadOnlySpan<char> authority)
    {
        authority = default;
        var scheme = rawTarget.IndexOf("://");
        if (scheme <= 0)
            return default;

        var rest = rawTarget[(scheme + 3)..];
        var end = rest.IndexOfAny("/?#\\");
        authority = end < 0 ? rest : rest[..end];
        return end < 0 ? default : rest[end..];
    }
}

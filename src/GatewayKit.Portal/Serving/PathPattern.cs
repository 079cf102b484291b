namespace GatewayKit.Portal.Serving;

/// <summary>Compares path templates of documents with the path patterns of routes, segment by segment.</summary>
internal static class PathPattern
{
    /// <summary>Returns whether a pattern matches the paths of a template. A constraint of the pattern is compared with text, but not with
    /// a parameter of the template, whose values may satisfy it.</summary>
    /// <param name="pattern">The pattern of a route; null matches any path.</param>
    /// <param name="template">The template, such as <c>/pets/{id}</c>.</param>
    public static bool Matches(string? pattern, string template)
    {
        if (pattern is null)
            return true;

        var (wanted, given) = (Segments(pattern), Segments(template));
        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i].StartsWith("{*", StringComparison.Ordinal))
                return true;
            if (i >= given.Length)
                return IsOptional(wanted[i]);
            if (!SegmentPattern.Matches(wanted[i], given[i]))
                return false;
        }

        return given.Length == wanted.Length;
    }

    /// <summary>Returns the part of a pattern before its first parameter, without a trailing slash.</summary>
    public static string PrefixOf(string? pattern)
    {
        var path = pattern is null ? "" : pattern.StartsWith('/') ? pattern : $"/{pattern}";
        var variable = path.IndexOf('{', StringComparison.Ordinal);
        return (variable < 0 ? path : path[..path.LastIndexOf('/', variable)]).TrimEnd('/');
    }

    /// <summary>Returns whether a pattern ends with a parameter that takes the rest of the path, and has no other.</summary>
    public static bool EndsOpen(string? pattern)
        => pattern is not null
            && Segments(pattern) is [.., var last]
            && last.StartsWith("{*", StringComparison.Ordinal)
            && pattern.Count(c => c == '{') == 1;

    private static bool IsOptional(string segment)
        => segment.StartsWith('{') && (segment.EndsWith("?}", StringComparison.Ordinal) || segment.Contains('=', StringComparison.Ordinal));

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}

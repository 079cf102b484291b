namespace GatewayKit.Kubernetes.Filters;

/// <summary>The replacement of a prefix of a path by element (Gateway API, <c>HTTPPathModifier</c>).</summary>
internal static class PathPrefix
{
    /// <summary>Returns a prefix, or its replacement, as it is compared and put in: a slash at its end doesn't count.</summary>
    /// <param name="path">The path as configured.</param>
    /// <returns>The path without a slash at its end; empty for the root.</returns>
    public static string Trim(string path)
    {
        var trimmed = path.TrimEnd('/');
        return trimmed is [] or ['/', ..] ? trimmed : "/" + trimmed;
    }

    /// <summary>Returns a path whose prefix is replaced; null if it doesn't have the prefix.</summary>
    /// <param name="path">The path.</param>
    /// <param name="prefix">The trimmed prefix.</param>
    /// <param name="replacement">The trimmed replacement.</param>
    public static string? Replace(string path, string prefix, string replacement)
    {
        if (!path.StartsWith(prefix, StringComparison.Ordinal) || path.Length > prefix.Length && path[prefix.Length] != '/')
            return null;

        var replaced = string.Concat(replacement, path.AsSpan(prefix.Length));
        return replaced.Length == 0 ? "/" : replaced;
    }
}

using Microsoft.AspNetCore.Http;

namespace GatewayKit.Edge;

/// <summary>Reads the path and the query of a request target as the server does, for requests that don't come from it.</summary>
internal static class TargetPath
{
    /// <param name="target">The target.</param>
    /// <param name="path">The path, decoded.</param>
    /// <param name="query">The query with its question mark; empty without one.</param>
    /// <returns>False for a target that the server rejects.</returns>
    public static bool TryRead(string target, out string path, out string query)
    {
        var start = target.IndexOf('?', StringComparison.Ordinal);
        (path, query) = start < 0 ? (target, "") : (target[..start], target[start..]);
        if (path is not ['/', ..] || path.Contains("%00", StringComparison.Ordinal)
            || target.AsSpan().ContainsAnyExceptInRange('\x21', '\x7e'))
            return false;

        if (path.Contains('%', StringComparison.Ordinal))
            path = PathString.FromUriComponent(path).Value!;
        if (path.Contains("/.", StringComparison.Ordinal))
            path = WithoutDots(path);
        return true;
    }

    /// <summary>Removes the segments <c>.</c> and <c>..</c> (RFC 3986, section 5.2.4), as the server does before the gateway rejects
    /// them.</summary>
    private static string WithoutDots(string path)
    {
        var kept = new List<string>();
        var segments = path[1..].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            if (segments[i] is ".." && kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
            if (segments[i] is not ("." or ".."))
                kept.Add(segments[i]);
            else if (isLast)
                kept.Add("");
        }

        return "/" + string.Join('/', kept);
    }
}

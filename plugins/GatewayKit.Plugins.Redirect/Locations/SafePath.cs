namespace GatewayKit.Plugins.Redirect.Locations;

/// <summary>
/// Keeps a path on its host. Browsers read a location that begins with <c>//</c>, <c>/\</c> or <c>\\</c> as another host (URL standard,
/// "relative slash state").
/// </summary>
internal static class SafePath
{
    /// <summary>Returns a path with exactly one slash at its beginning and without backslashes.</summary>
    public static string Of(string path)
    {
        var rest = path.AsSpan().TrimStart("/\\");
        if (path.Length - rest.Length == 1 && path[0] == '/' && !rest.Contains('\\'))
            return path;

        return $"/{rest.ToString().Replace("\\", "%5C", StringComparison.Ordinal)}";
    }
}

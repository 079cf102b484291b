namespace GatewayKit.Proxy.Matching;

/// <summary>The paths of conditions.</summary>
internal static class PathText
{
    /// <summary>Decodes a path as the server decodes the paths of requests: an encoded slash stays encoded.</summary>
    public static string Decode(string path)
        => path.Contains('%', StringComparison.Ordinal)
            ? string.Join("%2F", path.Split(["%2F", "%2f"], StringSplitOptions.None).Select(Uri.UnescapeDataString))
            : path;

    /// <summary>Returns the elements of a prefix. A slash at the end has no meaning.</summary>
    public static string[] ElementsOf(string prefix) => prefix.Trim('/') is { Length: > 0 } text ? text.Split('/') : [];
}

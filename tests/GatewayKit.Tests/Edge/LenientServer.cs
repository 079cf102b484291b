namespace GatewayKit.Tests.Edge;

/// <summary>
/// Reads a path as the most lenient servers together would: decodes until nothing changes, takes a backslash for a
/// slash, drops parameters, merges slashes, resolves dot segments, ignores case.
/// </summary>
public static class LenientServer
{
    public static string Read(string rawPath)
    {
        var path = rawPath;
        for (string decoded; (decoded = Uri.UnescapeDataString(path)) != path;)
            path = decoded;

        var segments = new List<string>();
        var parts = path.Replace('\\', '/').ToLowerInvariant().Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            var segment = parts[i].Split(';', '?', '#', '\0')[0];
            if (segment == ".." && segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("" or "." or ".."))
                segments.Add(segment);
        }

        var isFolder = parts[^1].Split(';')[0] is "" or "." or "..";
        return "/" + string.Join('/', segments) + (isFolder && segments.Count > 0 ? "/" : "");
    }
}

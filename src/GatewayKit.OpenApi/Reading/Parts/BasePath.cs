namespace GatewayKit.OpenApi.Reading.Parts;

internal static class BasePath
{
    /// <summary>Returns the path of a server's URL, absolute or relative, without a trailing slash.</summary>
    public static string Of(string url)
    {
        var path = url.AsSpan();
        if (path.IndexOfAny('?', '#') is >= 0 and var end)
            path = path[..end];
        var authority = path.IndexOf("//", StringComparison.Ordinal);
        var isAbsolute = authority == 0 || (authority > 0 && path[authority - 1] == ':');
        if (isAbsolute)
        {
            path = path[(authority + 2)..];
            path = path.IndexOf('/') is >= 0 and var slash ? path[slash..] : "";
        }
        while (path is ['.', '/', ..])
            path = path[2..];
        path = path.Trim('/');
        return path.Length == 0 || path is "." ? "" : $"/{path}";
    }
}

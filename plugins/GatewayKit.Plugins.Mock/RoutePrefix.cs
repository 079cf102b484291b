namespace GatewayKit.Plugins.Mock;

/// <summary>The part of a route's path that stands before its first variable, without a slash at its end.</summary>
internal static class RoutePrefix
{
    public static string Of(string pattern)
    {
        var path = pattern.StartsWith('/') ? pattern : $"/{pattern}";
        var variable = path.IndexOf('{', StringComparison.Ordinal);
        return (variable < 0 ? path : path[..path.LastIndexOf('/', variable)]).TrimEnd('/');
    }
}

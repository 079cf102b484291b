using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace GatewayKit.Plugins.Oidc;

/// <summary>
/// The routes that have the plugin. A login needs one that matches the path of the callback, which may be another than the one that needs
/// the login; a single entry can't see that when it is created.
/// </summary>
internal sealed class CallbackRoutes
{
    private readonly List<RouteInfo> _routes = [];
    private readonly HashSet<string> _reported = [];
    private readonly Lock _lock = new();

    public void Add(RouteInfo route)
    {
        lock (_lock)
            _routes.Add(route);
    }

    public void Remove(RouteInfo route)
    {
        lock (_lock)
            _routes.RemoveAt(_routes.FindIndex(other => ReferenceEquals(other, route)));
    }

    /// <summary>Returns whether a route matches a path.</summary>
    public bool Match(string path)
    {
        lock (_lock)
            return _routes.Exists(route => Matches(route, path));
    }

    /// <summary>Returns whether to report that no route matches a path: once for all entries, until a route matches.</summary>
    public bool MustReport(string path)
    {
        lock (_lock)
        {
            if (!_routes.Exists(route => Matches(route, path)))
                return _routes.Count > 0 && _reported.Add(path);

            _reported.Remove(path);
            return false;
        }
    }

    private static bool Matches(RouteInfo route, string path)
        => (route.Methods.Count == 0 || route.Methods.Contains("GET", StringComparer.OrdinalIgnoreCase))
            && (route.Path is null
                || new TemplateMatcher(TemplateParser.Parse(route.Path), []).TryMatch(new PathString(path), []));
}

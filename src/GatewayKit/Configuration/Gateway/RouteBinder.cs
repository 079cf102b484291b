using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Configuration.Gateway;

/// <summary>Binds a route: YARP's keys and GatewayKit's.</summary>
internal static class RouteBinder
{
    /// <summary>The keys that differ from the record's properties.</summary>
    public static readonly RecordKeys Keys = new()
    {
        Without = ["routeId"],
        Others = ["routeId", "plugins", "authentication", "paths", "maintenance"],
    };

    public static GatewayRoute? Bind(string id, ConfigMapping mapping, BindingPoint at)
    {
        DeclaredName.Check(mapping, "routeId", id, at);
        var plugins = PluginListBinder.Bind(mapping, at);
        var authentication = KeyBinder.Bind<AuthenticationMode>(mapping, "authentication", at);
        var paths = KeyBinder.Bind<PathRules>(mapping, "paths", at);
        var maintenance = KeyBinder.Bind<RouteMaintenance>(mapping, "maintenance", at);
        return RecordBinder.BindParts(typeof(RouteConfig), mapping, at, Keys, out var isWhole) is RouteConfig route
            ? new GatewayRoute
            {
                Route = YarpReading.Of(route) with { RouteId = id },
                Plugins = plugins,
                Authentication = authentication,
                Paths = paths,
                Maintenance = maintenance,
                Node = mapping,
                IsIncomplete = !isWhole,
            }
            : null;
    }
}

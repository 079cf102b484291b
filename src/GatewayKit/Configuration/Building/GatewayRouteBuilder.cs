using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Configuration.Building;

/// <summary>Builds a route in code.</summary>
public sealed class GatewayRouteBuilder : PluginScopeBuilder<GatewayRouteBuilder>
{
    private RouteConfig _route;
    private AuthenticationMode _authentication;
    private PathRules? _paths;
    private RouteMaintenance? _maintenance;

    internal GatewayRouteBuilder(string id) => _route = new RouteConfig { RouteId = id, Match = new RouteMatch() };

    /// <summary>Sets the pattern that a path must match, such as <c>/orders/{**rest}</c>. Default: any path.</summary>
    /// <param name="pattern">An ASP.NET Core route pattern.</param>
    public GatewayRouteBuilder Path(string pattern) => Match(match => match with { Path = pattern });

    /// <summary>Sets the methods that match. Default: any method.</summary>
    /// <param name="methods">The methods, such as <c>GET</c>.</param>
    public GatewayRouteBuilder Methods(params string[] methods) => Match(match => match with { Methods = methods });

    /// <summary>Sets the hosts that match. Default: any host.</summary>
    /// <param name="hosts">The hosts, such as <c>api.example.com</c> or <c>*.example.com</c>.</param>
    public GatewayRouteBuilder Hosts(params string[] hosts) => Match(match => match with { Hosts = hosts });

    /// <summary>Changes any setting of the route's match.</summary>
    /// <param name="configure">Returns the changed match.</param>
    public GatewayRouteBuilder Match(Func<RouteMatch, RouteMatch> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return With(route => route with { Match = configure(route.Match) });
    }

    /// <summary>Sets the cluster that requests are forwarded to. Default: none; a plugin answers.</summary>
    /// <param name="clusterId">The cluster's id.</param>
    public GatewayRouteBuilder ToCluster(string clusterId) => With(route => route with { ClusterId = clusterId });

    /// <summary>
    /// Changes any of YARP's settings, such as <c>route => route with { Order = 1 }</c> or, with YARP's own extensions,
    /// <c>route => route.WithTransformPathRemovePrefix("/orders")</c>.
    /// </summary>
    /// <param name="configure">Returns the changed settings.</param>
    public GatewayRouteBuilder With(Func<RouteConfig, RouteConfig> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _route = configure(_route);
        return this;
    }

    /// <summary>Sets how several authentication plugins of the route combine. Default: <see cref="AuthenticationMode.All"/>.</summary>
    /// <param name="mode">The mode.</param>
    public GatewayRouteBuilder Authentication(AuthenticationMode mode)
    {
        _authentication = mode;
        return this;
    }

    /// <summary>Sets which ambiguous spellings of a path the route accepts. Default: those that the gateway accepts.</summary>
    /// <param name="rules">The rules.</param>
    public GatewayRouteBuilder Paths(PathRules rules)
    {
        _paths = rules;
        return this;
    }

    /// <summary>Sets the response while the route is in maintenance.</summary>
    /// <param name="maintenance">The response.</param>
    public GatewayRouteBuilder Maintenance(RouteMaintenance maintenance)
    {
        ArgumentNullException.ThrowIfNull(maintenance);
        _maintenance = maintenance;
        return this;
    }

    internal GatewayRoute Build() => new()
    {
        Route = _route,
        Plugins = Plugins,
        Authentication = _authentication,
        Paths = _paths,
        Maintenance = _maintenance,
    };
}

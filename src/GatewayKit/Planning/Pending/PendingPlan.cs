using GatewayKit.Compilation;
using GatewayKit.Proxy;
using GatewayKit.Proxy.Routing;

namespace GatewayKit.Planning.Pending;

/// <summary>A comparison of the active configuration with a change of it. Retires the change when it is disposed.</summary>
internal sealed class PendingPlan : IDisposable
{
    private readonly IServiceProvider _services;
    private readonly PlannedGateway _before;
    private readonly GatewaySnapshot _next;
    private GatewayPlan? _plan;

    /// <param name="services">The services of the app.</param>
    /// <param name="active">The active configuration.</param>
    /// <param name="routes">Its route table.</param>
    /// <param name="next">The compiled change.</param>
    /// <exception cref="ConfigurationReplacedException">The gateway is stopping.</exception>
    public PendingPlan(IServiceProvider services, GatewaySnapshot active, RouteTableVersion routes, GatewaySnapshot next)
    {
        (_services, _next) = (services, next);
        _before = new PlannedGateway(services, active, routes);
    }

    /// <summary>Builds the route table of the change.</summary>
    /// <exception cref="NotSupportedException">The gateway is in a group of routes.</exception>
    public GatewayPlan Open()
    {
        var routes = PendingRoutes.Build(_services, _next);
        var after = new PlannedGateway(_services, _next, routes, _before.Snapshot.Config);

        // The others are for the requests of the gateway.
        return _plan = new GatewayPlan(_before, after, processors: 1);
    }

    public void Dispose()
    {
        if (_plan is null)
            _before.Dispose();
        _plan?.Dispose();
        _next.Retire();
    }
}

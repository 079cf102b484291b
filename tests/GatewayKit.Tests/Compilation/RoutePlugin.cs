namespace GatewayKit.Tests.Compilation;

/// <summary>Asks for its route, and notes each that it is created for.</summary>
[GatewayPlugin<NoOptions>("route", PluginStage.Transformation)]
public sealed class RoutePlugin : IRequestHook
{
    public RoutePlugin(RouteInfo route, CreatedRoutes created)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(created);
        created.Add(route.Id);
    }

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;
}

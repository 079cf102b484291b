using System.Globalization;

namespace GatewayKit.Tests.Runtime;

/// <summary>Counts the requests of each route: an instance belongs to one route.</summary>
[GatewayPlugin<NoOptions>("route-tally", PluginStage.Origin)]
public sealed class RouteTallyPlugin(RouteInfo route) : IRequestHook
{
    private int _seen;

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => HookResult.Respond(
            GatewayResponse.Text(200, string.Create(CultureInfo.InvariantCulture, $"{route.Path} {Interlocked.Increment(ref _seen)}")));
}

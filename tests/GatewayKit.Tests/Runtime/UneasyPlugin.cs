namespace GatewayKit.Tests.Runtime;

/// <summary>A plugin whose constructor warns of one of its options.</summary>
[GatewayPlugin<UneasyOptions>("uneasy", PluginStage.Origin)]
internal sealed class UneasyPlugin : IRequestHook
{
    private readonly IPluginWarnings _warnings;

    public UneasyPlugin(UneasyOptions options, RouteInfo route, IPluginWarnings warnings)
    {
        _warnings = warnings;
        warnings.Warn("size", $"is {options.Size}; nothing is that size");
        ArgumentNullException.ThrowIfNull(route);
    }

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        _warnings.Warn("size", "is reported too late");
        return HookResult.Respond(new GatewayResponse(204));
    }
}

namespace GatewayKit.Tests.Planning;

public sealed record ChooserOptions
{
    [ClusterId]
    public required string To { get; init; }
}

/// <summary>Chooses a cluster, as traffic-split does.</summary>
[GatewayPlugin<ChooserOptions>("chooser", PluginStage.Traffic)]
public sealed class ChooserPlugin(ChooserOptions options) : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        context.ClusterId = options.To;
        return HookResult.Continue;
    }
}

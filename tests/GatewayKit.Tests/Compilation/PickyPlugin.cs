namespace GatewayKit.Tests.Compilation;

/// <summary>A plugin whose options name a file that is not there.</summary>
[GatewayPlugin<PickyOptions>("picky", PluginStage.Origin)]
internal sealed class PickyPlugin : IRequestHook
{
    public PickyPlugin(PickyOptions options, PluginPlacement placement) => throw new PluginOptionsException(
    [
        new OptionsError("file", $"is '{options.File}'; there is no file {placement.ResolvePath(options.File)}"),
        new OptionsError("", "are of no use"),
    ]);

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;
}

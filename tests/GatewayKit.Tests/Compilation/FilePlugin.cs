namespace GatewayKit.Tests.Compilation;

/// <summary>A plugin that names a file.</summary>
[GatewayPlugin<NoOptions>("file", PluginStage.Traffic)]
public sealed class FilePlugin : IRequestHook
{
    public FilePlugin(PluginPlacement placement) => placement.ResolvePath("/etc/hostname");

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => default;
}

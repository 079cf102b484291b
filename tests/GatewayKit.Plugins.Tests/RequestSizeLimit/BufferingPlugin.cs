namespace GatewayKit.Plugins.Tests.RequestSizeLimit;

/// <summary>Reads the body into memory.</summary>
[GatewayPlugin<NoOptions>("buffering", PluginStage.Transformation)]
public sealed class BufferingPlugin : IRequestHook
{
    public async ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        await context.BufferRequestBodyAsync(ByteSize.Megabytes(1));
        return HookResult.Continue;
    }
}

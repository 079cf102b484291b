using GatewayKit;

namespace ThrowingHook;

/// <summary>Throws when everything is over.</summary>
[GatewayPlugin<NoOptions>("throwing-completion", PluginStage.Diagnostics)]
public sealed class CompletionPlugin : ICompletionHook
{
    public void OnCompleted(GatewayContext context) => throw new InvalidOperationException("thrown at the end");
}

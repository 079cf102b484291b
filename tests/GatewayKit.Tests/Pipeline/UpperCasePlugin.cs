namespace GatewayKit.Tests.Pipeline;

public sealed record UpperCaseOptions
{
    public bool KeepsLength { get; init; }
}

/// <summary>Adds a stream to each response, and has no other hook.</summary>
[GatewayPlugin<UpperCaseOptions>("upper-case", PluginStage.Transformation)]
public sealed class UpperCasePlugin(UpperCaseOptions options) : IResponseHook
{
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        context.WrapResponseBody(body => new UpperCaseStream(body), options.KeepsLength);
        return HookResult.Continue;
    }
}

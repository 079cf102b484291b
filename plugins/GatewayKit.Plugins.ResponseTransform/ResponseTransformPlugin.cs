namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>Changes the headers of responses from the upstream and from plugins.</summary>
/// <param name="options">The options.</param>
[GatewayPlugin<ResponseTransformOptions>("response-transform", PluginStage.Transformation)]
public sealed class ResponseTransformPlugin(ResponseTransformOptions options) : IResponseHook
{
    private readonly HeaderTransform _headers = new()
    {
        Remove = [.. options.Remove.Headers],
        Rename = [.. options.Rename.Headers],
        Replace = [.. options.Replace.Headers],
        Add = [.. options.Add.Headers],
        Append = [.. options.Append.Headers],
    };

    /// <summary>Applies the changes.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        _headers.Apply(context.Http.Response.Headers);
        return HookResult.Continue;
    }
}

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Changes the headers and the query of a request for later plugins and the upstream.</summary>
/// <param name="options">The options.</param>
[GatewayPlugin<RequestTransformOptions>("request-transform", PluginStage.Transformation)]
public sealed class RequestTransformPlugin(RequestTransformOptions options) : IRequestHook
{
    private readonly QueryTransform _query = new(options);
    private readonly HeaderTransform _headers = new()
    {
        Remove = [.. options.Remove.Headers],
        Rename = [.. options.Rename.Headers],
        Replace = [.. options.Replace.Headers],
        Add = [.. options.Add.Headers],
        Append = [.. options.Append.Headers],
    };

    /// <summary>Applies the changes.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        _headers.Apply(context.Http.Request.Headers);
        _query.Apply(context.Http.Request);
        return HookResult.Continue;
    }
}

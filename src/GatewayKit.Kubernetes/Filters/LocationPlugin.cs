namespace GatewayKit.Kubernetes.Filters;

/// <summary>Redirects clients to a URL, before anything else decides about the request.</summary>
[GatewayPlugin<LocationOptions>(Name, PluginStage.Edge)]
internal sealed class LocationPlugin(LocationOptions options) : IRequestHook
{
    public const string Name = "kubernetes-location";

    private readonly GatewayResponse _answer = new(options.Status);
    private readonly LocationTemplate _location = new(options.Location);

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => options.OnlyHttp && context.Http.Request.IsHttps
            ? HookResult.Continue
            : HookResult.Respond(_answer.WithHeader("Location", _location.Expand(context.Http.Request)));
}

namespace GatewayKit.Kubernetes.Filters;

/// <summary>Names the gateway in the header <c>Server</c> (RFC 9110, section 10.2.4) of responses whose upstream has none, which the
/// conformance suite of Ingress asks for.</summary>
[GatewayPlugin<ServerHeaderOptions>(Name, PluginStage.Origin)]
internal sealed class ServerHeaderPlugin : IResponseHook
{
    public const string Name = "kubernetes-server-header";

    private const string Product = "GatewayKit";

    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        var headers = context.Http.Response.Headers;
        if (headers.Server.Count == 0)
            headers.Server = Product;
        return HookResult.Continue;
    }
}

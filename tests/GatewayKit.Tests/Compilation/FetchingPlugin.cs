namespace GatewayKit.Tests.Compilation;

/// <summary>Reports the type of its HTTP clients as an error.</summary>
[GatewayPlugin<NoOptions>("fetching", PluginStage.Traffic)]
public sealed class FetchingPlugin : IRequestHook
{
    public FetchingPlugin(IHttpClientFactory clients)
    {
        ArgumentNullException.ThrowIfNull(clients);
        throw new PluginOptionsException([new OptionsError("", $"has {clients.GetType().Name}")]);
    }

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => default;
}

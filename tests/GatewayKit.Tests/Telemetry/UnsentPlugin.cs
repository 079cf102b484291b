namespace GatewayKit.Tests.Telemetry;

/// <summary>Fails just before the request is sent.</summary>
[GatewayPlugin<NoOptions>("unsent", PluginStage.Traffic)]
public sealed class UnsentPlugin : IUpstreamRequestHook
{
    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
        => throw new InvalidOperationException("It fails.");
}

namespace GatewayKit.Tests.Explaining;

public sealed record SecretiveOptions
{
    [Secret]
    public required string Password { get; init; }
}

[GatewayPlugin<SecretiveOptions>("secretive", PluginStage.Traffic)]
public sealed class SecretivePlugin(SecretiveOptions options) : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => HookResult.Respond(GatewayResponse.Text(200, options.Password.Length > 0 ? "secretive" : ""));
}

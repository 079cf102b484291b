namespace GatewayKit.Tests.Runtime.Differential;

/// <summary>Authenticates consumers by the header <c>X-Key</c>.</summary>
[GatewayPlugin<TraceOptions>("key", PluginStage.Authentication)]
[ConsumerCredential<TraceKey>("key")]
public sealed class KeyPlugin(TraceOptions options, IConsumerDirectory consumers, Instances instances)
    : TracingPlugin(instances, $"key {options}"), IAuthenticationHook
{
    public const string Header = "X-Key";

    private readonly string _challenge = $"Key {options.Label}";

    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        Write(context, "authentication");
        return !context.Http.Request.Headers.TryGetValue(Header, out var key) ? AuthenticationResult.NoCredentials(_challenge)
            : consumers.TryFind<TraceKey>(CredentialKey.FromSecret(key.ToString()), out var match)
                ? AuthenticationResult.Authenticated(match.Consumer)
                : AuthenticationResult.Rejected(_challenge, "The key is unknown.");
    }
}

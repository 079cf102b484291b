namespace GatewayKit.Tests.Planning;

public sealed record CountingOptions;

public sealed record CountingCredential : IConsumerCredential
{
    public required string Key { get; init; }

    CredentialKey IConsumerCredential.Key => CredentialKey.FromSecret(Key);
}

/// <summary>Looks up consumers and counts failures, except those of a plan.</summary>
[GatewayPlugin<CountingOptions>("counting", PluginStage.Authentication)]
[ConsumerCredential<CountingCredential>("counting")]
public sealed class CountingPlugin(CountingPlugin.Count count) : IAuthenticationHook
{
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        count.Calls++;
        count.Scheme = context.Http.Request.Scheme;
        count.Counted += context.IsSimulated ? 0 : 1;
        return AuthenticationResult.Rejected("Counting");
    }

    public sealed class Count
    {
        public int Calls { get; set; }

        public string? Scheme { get; set; }

        public int Counted { get; set; }
    }
}

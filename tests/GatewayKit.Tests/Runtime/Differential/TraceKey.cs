namespace GatewayKit.Tests.Runtime.Differential;

public sealed record TraceKey : IConsumerCredential
{
    public required string Key { get; init; }

    CredentialKey IConsumerCredential.Key => CredentialKey.FromSecret(Key);
}

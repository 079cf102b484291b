namespace GatewayKit;

/// <summary>A configured credential and the consumer that owns it.</summary>
/// <typeparam name="TCredential">The credential type.</typeparam>
/// <param name="consumer">The consumer that owns the credential.</param>
/// <param name="credential">The credential as configured.</param>
public sealed class CredentialMatch<TCredential>(Consumer consumer, TCredential credential)
    where TCredential : class, IConsumerCredential
{
    /// <summary>Gets the consumer that owns the credential.</summary>
    public Consumer Consumer { get; } = consumer;

    /// <summary>Gets the credential as configured.</summary>
    public TCredential Credential { get; } = credential;
}

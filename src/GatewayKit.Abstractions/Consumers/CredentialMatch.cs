namespace GatewayKit;

/// <summary>A credential that was found, and who holds it.</summary>
/// <typeparam name="TCredential">The credential type.</typeparam>
/// <param name="consumer">Who holds it.</param>
/// <param name="credential">The credential as configured.</param>
public sealed class CredentialMatch<TCredential>(Consumer consumer, TCredential credential)
    where TCredential : class, IConsumerCredential
{
    /// <summary>Who holds it.</summary>
    public Consumer Consumer { get; } = consumer;

    /// <summary>The credential as configured.</summary>
    public TCredential Credential { get; } = credential;
}

namespace GatewayKit;

/// <summary>
/// A credential of a consumer: a record that is bound and validated like plugin options. Its <see cref="Key"/>
/// must be unique across consumers.
/// </summary>
public interface IConsumerCredential
{
    /// <summary>Gets the hash of the secret that a request presents to authenticate as the consumer.</summary>
    CredentialKey Key { get; }
}

namespace GatewayKit;

/// <summary>
/// A credential of a consumer: a record that is bound and validated like plugin options. Its <see cref="Key"/>
/// must be unique across consumers.
/// </summary>
public interface IConsumerCredential
{
    /// <summary>
    /// Gets the hash of the text by which a request's credential is found. If the request presents the secret itself, such as an API key,
    /// it is
    /// the hash of the secret, and a match is the proof. If the request presents a public name beside the secret, such as a user name or
    /// the id
    /// of a signing key, it is the hash of the name, and the plugin must still check the secret.
    /// </summary>
    CredentialKey Key { get; }
}

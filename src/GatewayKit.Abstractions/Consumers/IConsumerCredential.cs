namespace GatewayKit;

/// <summary>
/// A credential of a consumer: a record that is bound and validated like plugin options. The key under which it is found
/// must be unique among the consumers.
/// </summary>
public interface IConsumerCredential
{
    /// <summary>What a request has to present to be this consumer.</summary>
    CredentialKey Key { get; }
}

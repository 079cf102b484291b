namespace GatewayKit;

/// <summary>Declares the credential type that a plugin reads from <c>consumers.*.credentials</c>. Use the generic form.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class ConsumerCredentialAttribute : Attribute
{
    private protected ConsumerCredentialAttribute(string type, Type credentialType) => (Type, CredentialType) = (type, credentialType);

    /// <summary>Gets the name of the credential type in the configuration.</summary>
    public string Type { get; }

    /// <summary>Gets the type of the credential record.</summary>
    public Type CredentialType { get; }
}

/// <summary>Declares the credential type that a plugin reads from <c>consumers.*.credentials</c>.</summary>
/// <typeparam name="TCredential">The credential record.</typeparam>
/// <param name="type">The name of the credential type in the configuration, by convention the plugin's name.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConsumerCredentialAttribute<TCredential>(string type)
    : ConsumerCredentialAttribute(type, typeof(TCredential))
    where TCredential : class, IConsumerCredential;

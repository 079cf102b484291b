namespace GatewayKit;

/// <summary>Declares the credential type that a plugin reads from <c>consumers.*.credentials</c>. Use the generic form.</summary>
/// <param name="type">The credential type's name in the configuration, by convention the plugin's own.</param>
/// <param name="credentialType">The credential record.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class ConsumerCredentialAttribute(string type, Type credentialType) : Attribute
{
    /// <summary>The credential type's name in the configuration.</summary>
    public string Type { get; } = type;

    /// <summary>The credential record.</summary>
    public Type CredentialType { get; } = credentialType;
}

/// <summary>Declares the credential type that a plugin reads from <c>consumers.*.credentials</c>.</summary>
/// <typeparam name="TCredential">The credential record.</typeparam>
/// <param name="type">The credential type's name in the configuration, by convention the plugin's own.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConsumerCredentialAttribute<TCredential>(string type)
    : ConsumerCredentialAttribute(type, typeof(TCredential))
    where TCredential : class, IConsumerCredential;

using System.Diagnostics.CodeAnalysis;

namespace GatewayKit;

/// <summary>The consumers of the plugin's configuration, indexed by their credentials.</summary>
public interface IConsumerDirectory
{
    /// <summary>Finds the consumer that owns a credential. A hit and a miss take the same time.</summary>
    /// <typeparam name="TCredential">The credential type, declared on the plugin with
    /// <see cref="ConsumerCredentialAttribute{TCredential}"/>.</typeparam>
    /// <param name="key">The hash of the text that the request presents, such as an API key or a user name.</param>
    /// <param name="match">The consumer and its credential.</param>
    /// <returns><c>true</c> if a consumer owns the credential.</returns>
    bool TryFind<TCredential>(in CredentialKey key, [NotNullWhen(true)] out CredentialMatch<TCredential>? match)
        where TCredential : class, IConsumerCredential;

    /// <summary>
    /// Returns all credentials of a type, in no particular order. Call it in the plugin's constructor or for a command, not for each
    /// request:
    /// there may be 100,000.
    /// </summary>
    /// <typeparam name="TCredential">The credential type.</typeparam>
    IEnumerable<CredentialMatch<TCredential>> All<TCredential>()
        where TCredential : class, IConsumerCredential;

    /// <summary>Finds a consumer by name.</summary>
    /// <param name="name">The name, case-sensitive.</param>
    /// <param name="consumer">The consumer.</param>
    /// <returns><c>true</c> if the consumer exists.</returns>
    bool TryGet(string name, [NotNullWhen(true)] out Consumer? consumer);
}

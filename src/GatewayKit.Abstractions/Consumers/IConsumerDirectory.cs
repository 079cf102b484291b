using System.Diagnostics.CodeAnalysis;

namespace GatewayKit;

/// <summary>The consumers of the configuration that the plugin belongs to, indexed by their credentials.</summary>
public interface IConsumerDirectory
{
    /// <summary>Finds the consumer that holds a credential. Takes the same time whether there is one or not.</summary>
    /// <typeparam name="TCredential">The credential type, named on the plugin by <see cref="ConsumerCredentialAttribute{TCredential}"/>.</typeparam>
    /// <param name="key">The key to look for.</param>
    /// <param name="match">The consumer and its credential.</param>
    /// <returns>Whether there is one.</returns>
    bool TryFind<TCredential>(in CredentialKey key, [NotNullWhen(true)] out CredentialMatch<TCredential>? match)
        where TCredential : class, IConsumerCredential;

    /// <summary>Finds a consumer by name.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <param name="consumer">The consumer.</param>
    /// <returns>Whether there is one.</returns>
    bool TryGet(string name, [NotNullWhen(true)] out Consumer? consumer);
}

using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Compilation;

/// <summary>The consumers of one configuration, by name and by the hash of each credential.</summary>
internal sealed class ConsumerDirectory(
    FrozenDictionary<string, Consumer> consumers, FrozenDictionary<Type, FrozenDictionary<CredentialKey, object>> credentials) : IConsumerDirectory
{
    public bool TryFind<TCredential>(in CredentialKey key, [NotNullWhen(true)] out CredentialMatch<TCredential>? match)
        where TCredential : class, IConsumerCredential
    {
        match = credentials.TryGetValue(typeof(TCredential), out var byKey) && byKey.TryGetValue(key, out var found)
            ? (CredentialMatch<TCredential>)found
            : null;
        return match is not null;
    }

    public bool TryGet(string name, [NotNullWhen(true)] out Consumer? consumer) => consumers.TryGetValue(name, out consumer);
}

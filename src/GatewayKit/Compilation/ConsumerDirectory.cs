using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>The consumers of one configuration, by name and by the hash of each credential.
/// Configurations with the same consumers share it.</summary>
/// <param name="source">The consumers as configured.</param>
/// <param name="groups">The groups as configured.</param>
/// <param name="consumers">The consumers by name.</param>
/// <param name="types">The credential records by the names of their types.</param>
/// <param name="credentials">The matches by credential record and key.</param>
internal sealed class ConsumerDirectory(
    ImmutableDictionary<string, GatewayConsumer> source,
    ImmutableDictionary<string, GatewayGroup> groups,
    Dictionary<string, CompiledConsumer> consumers,
    FrozenDictionary<string, Type> types,
    FrozenDictionary<Type, FrozenDictionary<CredentialKey, object>> credentials) : IConsumerDirectory
{
    /// <summary>The number of consumers.</summary>
    public int Count => consumers.Count;

    /// <summary>Gets whether a consumer has a warning, which belongs to each configuration that has the consumer.</summary>
    public bool HasWarnings { get; } = consumers.Values.Any(consumer => consumer.HasWarnings);

    /// <summary>Returns whether the consumers were compiled for these groups, and for the same credential records.</summary>
    public bool Fits(GatewayConfig other, PluginCatalog catalog)
        => (ReferenceEquals(groups, other.Groups) || (groups.Count == other.Groups.Count && groups.Keys.All(other.Groups.ContainsKey)))
            && types.All(type => catalog.FindByCredential(type.Key)?.CredentialType == type.Value);

    /// <summary>Returns whether these are the consumers of a configuration, without comparing them one by one.</summary>
    public bool IsOf(GatewayConfig other) => ReferenceEquals(source, other.Consumers);

    /// <summary>Returns the compiled consumer if it is the same in another configuration.</summary>
    public CompiledConsumer? FindSame(string name, GatewayConsumer other)
        => consumers.TryGetValue(name, out var consumer) && !consumer.HasWarnings && ConfigContent.IsSame(consumer.Source, other)
            ? consumer
            : null;

    public bool TryFind<TCredential>(in CredentialKey key, [NotNullWhen(true)] out CredentialMatch<TCredential>? match)
        where TCredential : class, IConsumerCredential
    {
        match = credentials.TryGetValue(typeof(TCredential), out var byKey) && byKey.TryGetValue(key, out var found)
            ? (CredentialMatch<TCredential>)found
            : null;
        return match is not null;
    }

    public IEnumerable<CredentialMatch<TCredential>> All<TCredential>()
        where TCredential : class, IConsumerCredential
        => credentials.TryGetValue(typeof(TCredential), out var byKey) ? byKey.Values.Cast<CredentialMatch<TCredential>>() : [];

    public bool TryGet(string name, [NotNullWhen(true)] out Consumer? consumer)
    {
        consumer = consumers.GetValueOrDefault(name)?.Consumer;
        return consumer is not null;
    }
}

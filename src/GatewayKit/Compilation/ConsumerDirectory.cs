using System.Collections.Frozen;
using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>The consumers of one configuration, by name and by the hash of each credential. Plugins get the part of their tenant.
/// Configurations with the same consumers share it.</summary>
/// <param name="source">The consumers as configured.</param>
/// <param name="groups">The groups as configured.</param>
/// <param name="consumers">The consumers by name.</param>
/// <param name="types">The credential records by the names of their types.</param>
/// <param name="credentials">The matches by tenant and credential record, and then by key. The tenant is empty for none.</param>
internal sealed class ConsumerDirectory(
    ImmutableDictionary<string, GatewayConsumer> source,
    ImmutableDictionary<string, GatewayGroup> groups,
    Dictionary<string, CompiledConsumer> consumers,
    FrozenDictionary<string, Type> types,
    FrozenDictionary<(string Tenant, Type Type), FrozenDictionary<CredentialKey, object>> credentials)
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

    /// <summary>Returns the consumers that the plugins of a tenant know.</summary>
    /// <param name="tenant">The tenant; null for the plugins without one.</param>
    public IConsumerDirectory Of(string? tenant) => new TenantDirectory(this, tenant);

    /// <summary>Returns the matches of a tenant by the keys of a credential record.</summary>
    public FrozenDictionary<CredentialKey, object> Credentials(string? tenant, Type type)
        => credentials.GetValueOrDefault((tenant ?? "", type)) ?? FrozenDictionary<CredentialKey, object>.Empty;

    /// <summary>Returns whether a consumer has this name.</summary>
    public bool Has(string name) => consumers.ContainsKey(name);

    /// <summary>Finds a consumer of a tenant.</summary>
    public Consumer? Find(string? tenant, string name)
        => consumers.TryGetValue(name, out var found) && found.Source.Tenant == tenant ? found.Consumer : null;
}

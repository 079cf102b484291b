using System.Collections.Immutable;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Building;

/// <summary>Builds a consumer in code.</summary>
public sealed class GatewayConsumerBuilder : PluginScopeBuilder<GatewayConsumerBuilder>
{
    private GatewayConsumer _consumer = new();

    internal GatewayConsumerBuilder()
    {
    }

    /// <summary>Adds the consumer to groups. The plugins of a later group replace those of an earlier one.</summary>
    /// <param name="groups">The names of the groups.</param>
    public GatewayConsumerBuilder InGroups(params string[] groups)
    {
        _consumer = _consumer with { Groups = _consumer.Groups.AddRange(groups) };
        return this;
    }

    /// <summary>Adds a credential.</summary>
    /// <param name="type">The type, which is a plugin's, such as <c>key-auth</c>.</param>
    /// <param name="credential">The credential's record, or an object with the same keys as in a file, such as <c>new { key }</c>.</param>
    public GatewayConsumerBuilder AddCredential(string type, object credential)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(type);
        ArgumentNullException.ThrowIfNull(credential);
        var others = _consumer.Credentials.GetValueOrDefault(type, []);
        _consumer = _consumer with { Credentials = _consumer.Credentials.SetItem(type, others.Add(ConfigNode.FromValue(credential))) };
        return this;
    }

    internal GatewayConsumer Build() => _consumer with { Plugins = Plugins };
}

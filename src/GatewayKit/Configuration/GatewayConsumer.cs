using System.Collections.Immutable;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>A consumer: a person, a team or a program that calls the API.</summary>
public sealed record GatewayConsumer
{
    /// <summary>The groups of the consumer. Their plugins apply in this order; a later one replaces an earlier one.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>The credentials by type, such as <c>key-auth</c>.</summary>
    public ImmutableDictionary<string, ImmutableArray<ConfigNode>> Credentials { get; init; } =
        ImmutableDictionary.Create<string, ImmutableArray<ConfigNode>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The plugins that apply after the caller is authenticated as this consumer.</summary>
    public ImmutableArray<PluginEntry> Plugins { get; init; } = [];

    /// <summary>The tenant whose plugins (<see cref="PluginEntry.Tenant"/>) know the consumer. Default: none; the consumer belongs to the
    /// plugins without a tenant. Only in code.</summary>
    [CodeOnly]
    public string? Tenant { get; init; }

    /// <summary>Location of the consumer in its source, used in messages; empty if it was created in code.</summary>
    public ConfigLocation Location { get => field.Source is null && Node is not null ? Node.Location : field; init; }

    /// <summary>The node that the consumer was bound from, which knows its location in the latest version of the source;
    /// null if it was created in code.</summary>
    internal ConfigNode? Node { get; init; }
}

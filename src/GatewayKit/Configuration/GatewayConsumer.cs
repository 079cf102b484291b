using System.Collections.Immutable;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>A consumer: a person, a team or a program that calls the API.</summary>
public sealed record GatewayConsumer
{
    /// <summary>The groups that it belongs to. Their plugins apply in this order, the later replacing the earlier.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Its credentials by type, such as <c>key-auth</c>.</summary>
    public ImmutableDictionary<string, ImmutableArray<ConfigNode>> Credentials { get; init; } =
        ImmutableDictionary.Create<string, ImmutableArray<ConfigNode>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The plugins that apply once the caller is known to be this consumer.</summary>
    public ImmutableArray<PluginEntry> Plugins { get; init; } = [];

    /// <summary>Where the consumer stands, for messages; empty for one made in code.</summary>
    public ConfigPlace Place { get; internal init; }
}

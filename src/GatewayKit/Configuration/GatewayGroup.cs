using System.Collections.Immutable;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>A group of consumers.</summary>
public sealed record GatewayGroup
{
    /// <summary>The plugins that apply once the caller is known to be in this group.</summary>
    public ImmutableArray<PluginEntry> Plugins { get; init; } = [];

    /// <summary>Where the group stands, for messages; empty for one made in code.</summary>
    public ConfigPlace Place { get; internal init; }
}

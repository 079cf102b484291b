using System.Collections.Immutable;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>A group of consumers.</summary>
public sealed record GatewayGroup
{
    /// <summary>The plugins that apply after the caller is authenticated as a member of this group.</summary>
    public ImmutableArray<PluginEntry> Plugins { get; init; } = [];

    /// <summary>Location of the group in its source, used in messages; empty if it was created in code.</summary>
    public ConfigLocation Location { get => field.Source is null && Node is not null ? Node.Location : field; init; }

    /// <summary>The node that the group was bound from, which knows its location in the latest version of the source;
    /// null if it was created in code.</summary>
    internal ConfigNode? Node { get; init; }
}

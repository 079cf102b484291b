using System.Collections.Immutable;

namespace GatewayKit.Configuration;

/// <summary>A group of consumers.</summary>
public sealed record GatewayGroup
{
    /// <summary>The plugins that apply once the caller is known to be in this group.</summary>
    public ImmutableArray<PluginEntry> Plugins { get; init; } = [];
}

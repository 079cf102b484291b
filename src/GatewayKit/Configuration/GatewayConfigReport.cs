using System.Collections.Immutable;

namespace GatewayKit.Configuration;

/// <summary>What an <see cref="IGatewayConfigChecker"/> found.</summary>
public sealed record GatewayConfigReport
{
    /// <summary>The configuration without the routes and clusters that have mistakes; null if what all routes share has one.</summary>
    public GatewayConfig? Accepted { get; init; }

    /// <summary>The mistakes by the id of the route that they keep out: its own, and those of its cluster.</summary>
    public required ImmutableDictionary<string, ImmutableArray<ConfigError>> Routes { get; init; }

    /// <summary>The mistakes by the id of the cluster that they keep out.</summary>
    public required ImmutableDictionary<string, ImmutableArray<ConfigError>> Clusters { get; init; }

    /// <summary>The mistakes of what all routes share: plugins of every route, groups, consumers, the gateway's own keys.</summary>
    public required ImmutableArray<ConfigError> Shared { get; init; }

    /// <summary>The warnings about what was accepted.</summary>
    public ImmutableArray<ConfigError> Warnings { get; init; } = [];
}

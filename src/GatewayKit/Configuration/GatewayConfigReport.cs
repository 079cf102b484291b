using System.Collections.Immutable;

namespace GatewayKit.Configuration;

/// <summary>The result of an <see cref="IGatewayConfigChecker"/>.</summary>
public sealed record GatewayConfigReport
{
    /// <summary>The configuration without the routes and clusters that have errors; null if a part that all routes share has an
    /// error.</summary>
    public GatewayConfig? Accepted { get; init; }

    /// <summary>The errors by the id of the rejected route: its own, and those of its cluster.</summary>
    public required ImmutableDictionary<string, ImmutableArray<ConfigError>> Routes { get; init; }

    /// <summary>The errors by the id of the rejected cluster.</summary>
    public required ImmutableDictionary<string, ImmutableArray<ConfigError>> Clusters { get; init; }

    /// <summary>The errors in parts that all routes share: plugins of every route, groups, consumers, the gateway's own keys.</summary>
    public required ImmutableArray<ConfigError> Shared { get; init; }

    /// <summary>The warnings about the accepted routes and clusters.</summary>
    public ImmutableArray<ConfigError> Warnings { get; init; } = [];
}

using System.Collections.Immutable;
using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Publishing;

/// <summary>A route that the core has rejected.</summary>
/// <param name="Route">The rejected version.</param>
/// <param name="Cluster">The version of its cluster; null if it has none.</param>
/// <param name="Replacement">The route that answers 500 instead; null if its match is rejected, too.</param>
/// <param name="Errors">The reasons.</param>
internal sealed record RejectedRoute(
    GatewayRoute Route, GatewayCluster? Cluster, GatewayRoute? Replacement, ImmutableArray<ConfigError> Errors);

using System.Collections.Immutable;
using GatewayKit.Configuration;

namespace GatewayKit.Proxy.Checks;

/// <summary>A configuration whose routes were checked, and had no error.</summary>
/// <param name="Routes">The routes.</param>
/// <param name="Clusters">The clusters that they were checked with.</param>
/// <param name="Warned">The routes that had a warning by themselves.</param>
/// <param name="HasRateLimiter">Whether the host limits rates, as far as it was known: <c>HostRateLimiter.IsUsed</c>.</param>
/// <param name="Together">The routes by what they match; null if there was something to report about them together.</param>
internal sealed record CheckedRoutes(
    ImmutableDictionary<string, GatewayRoute> Routes, ImmutableDictionary<string, GatewayCluster> Clusters,
    HashSet<string> Warned, bool? HasRateLimiter, RoutesByMatch? Together);

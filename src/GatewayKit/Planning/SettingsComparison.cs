using System.Collections.Immutable;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Policies;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Planning;

/// <summary>Compares the settings of routes and clusters that apply to a request once it has been matched.</summary>
internal static class SettingsComparison
{
    /// <summary>The difference of the policies of the host that authorize callers.</summary>
    public const string AuthorizationPolicy = $"{OfRoute}authorizationPolicy";

    private const string OfRoute = "route: ";
    private const string Id = "-";

    private static readonly RouteConfig s_route = new() { RouteId = Id };
    private static readonly ClusterConfig s_cluster = new() { ClusterId = Id };

    private static readonly (string Name, Func<RouteConfig, RouteConfig> Only)[] s_ofRoute =
    [
        ("transforms", route => s_route with { Transforms = route.Transforms }),
        ("timeout", route => s_route with { Timeout = route.Timeout, TimeoutPolicy = route.TimeoutPolicy }),
        ("maxRequestBodySize", route => s_route with { MaxRequestBodySize = route.MaxRequestBodySize }),
        ("authorizationPolicy", route => s_route with { AuthorizationPolicy = route.AuthorizationPolicy }),
        ("corsPolicy", route => s_route with { CorsPolicy = route.CorsPolicy }),
        ("rateLimiterPolicy", route => s_route with { RateLimiterPolicy = route.RateLimiterPolicy }),
        ("outputCachePolicy", route => s_route with { OutputCachePolicy = route.OutputCachePolicy }),
        ("metadata", route => s_route with { Metadata = route.Metadata }),
    ];

    private static readonly (string Name, Func<ClusterConfig, ClusterConfig> Only)[] s_ofCluster =
    [
        ("destinations", cluster => s_cluster with { Destinations = cluster.Destinations }),
        ("loadBalancingPolicy", cluster => s_cluster with { LoadBalancingPolicy = cluster.LoadBalancingPolicy }),
        ("sessionAffinity", cluster => s_cluster with { SessionAffinity = cluster.SessionAffinity }),
        ("healthCheck", cluster => s_cluster with { HealthCheck = cluster.HealthCheck }),
        ("httpClient", cluster => s_cluster with { HttpClient = cluster.HttpClient }),
        ("metadata", cluster => s_cluster with { Metadata = cluster.Metadata }),

        // The only one left. Its type belongs to the part of YARP that forwards.
        ("httpRequest", cluster => cluster with
        {
            ClusterId = Id,
            Destinations = null,
            LoadBalancingPolicy = null,
            SessionAffinity = null,
            HealthCheck = null,
            HttpClient = null,
            Metadata = null,
        }),
    ];

    /// <summary>Returns the members of a choice of routes by weight, in a fixed order.</summary>
    public static IEnumerable<(string Id, int Weight)> MembersOf(GatewayConfig config, string choice)
        => config.Routes.Where(route => route.Value.Match?.Choice == choice)
            .Select(route => (route.Key, route.Value.Match!.Weight)).OrderBy(member => member.Key, StringComparer.Ordinal);

    /// <summary>Returns the names of the settings that differ.</summary>
    public static IEnumerable<string> Compare(CompiledRoute before, CompiledRoute after)
    {
        var (old, now) = (before.Source.Route, after.Source.Route);
        foreach (var (name, only) in s_ofRoute)
        {
            if (!ConfigContent.IsSame(only(old), only(now)))
                yield return $"{OfRoute}{name}";
        }

        // Transforms can use the parameters of the path.
        if (old.Transforms?.Count > 0 && now.Transforms?.Count > 0 && old.Match.Path != now.Match.Path)
            yield return "route: match.path, whose parameters transforms can use";
        if (before.Authentication != after.Authentication)
            yield return "route: authentication";
        if (before.Paths.Allowed != after.Paths.Allowed || before.Paths.MergesEmptySegments != after.Paths.MergesEmptySegments)
            yield return "route: paths";
        if (ChoiceOf(before) != ChoiceOf(after))
            yield return "route: the weights of the routes that it is chosen from";

        if (ClusterOf(before) is { } a && ClusterOf(after) is { } b
            && a.Cluster.ClusterId.Equals(b.Cluster.ClusterId, StringComparison.OrdinalIgnoreCase))
        {
            foreach (var name in Compare(a, b))
                yield return $"cluster: {name}";
        }
    }

    /// <summary>Returns the names of settings that differ of the clusters that plugins can choose, with their names.</summary>
    public static IEnumerable<string> CompareNamed(Handling before, Handling after)
    {
        if (before.Route is not { } old || after.Route is not { } now)
            yield break;

        // The options show a cluster that only one of the configurations names.
        var ids = NamedBy(before).Intersect(NamedBy(after), StringComparer.OrdinalIgnoreCase)
            .Where(id => !IsSame(id, before.ClusterId) || !IsSame(id, after.ClusterId))
            .Order(StringComparer.OrdinalIgnoreCase);
        foreach (var id in ids)
        {
            if (old.Snapshot.Config.Clusters.GetValueOrDefault(id) is not { } a
                || now.Snapshot.Config.Clusters.GetValueOrDefault(id) is not { } b)
                continue;

            foreach (var name in Compare(a, b))
                yield return $"cluster {id}: {name}";
        }
    }

    private static IEnumerable<string> NamedBy(Handling handling)
        => handling.Plugins.Where(entry => entry.Type.NamesClusters).SelectMany(entry => ClusterIds.Of(entry.Options))
            .Select(cluster => cluster.Value);

    private static bool IsSame(string id, string? other) => id.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Compare(GatewayCluster a, GatewayCluster b)
    {
        foreach (var (name, only) in s_ofCluster)
        {
            if (!ConfigContent.IsSame(only(a.Cluster), only(b.Cluster)))
                yield return name;
        }

        if (!ConfigContent.IsSame(a.Tls, b.Tls) || a.Certificates != b.Certificates)
            yield return "tls";
        if (a.Forwarder != b.Forwarder)
            yield return "forwarder";
        if (!ConfigContent.IsSame(a.LoadBalancing, b.LoadBalancing))
            yield return "loadBalancing";
        if (!ConfigContent.IsSame(a.Discovery, b.Discovery))
            yield return "discovery";
        if (!ConfigContent.IsSame(a.DestinationStates, b.DestinationStates))
            yield return "destinationStates";
        if (!PolicyContent.IsSame(a.Policies, b.Policies))
            yield return "policies";
    }

    private static string? ChoiceOf(CompiledRoute route)
        => route.Source.Match?.Choice is { } choice ? string.Join(' ', MembersOf(route.Snapshot.Config, choice)) : null;

    private static GatewayCluster? ClusterOf(CompiledRoute route)
        => route.Info.ClusterId is { } id ? route.Snapshot.Config.Clusters.GetValueOrDefault(id) : null;
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Proxy.Checks;
using GatewayKit.Proxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy;

/// <summary>
/// Checks routes and clusters with YARP's own validator, and for errors that would otherwise appear only when YARP applies them,
/// when routing builds its matcher, or when a request arrives.
/// </summary>
internal sealed class ProxyConfigChecker(
    IConfigValidator validator, RouteMatchCheck matches, TransformCheck transforms, ClusterTlsCheck tls,
    HostRateLimiter rateLimiter) : IConfigRule
{
    /// <summary>More changed routes are checked together with all.</summary>
    private const int MostAlone = 100;

    /// <summary>The routes without errors and warnings, each with the cluster that it was checked with:
    /// they aren't checked by themselves again.</summary>
    private readonly ConditionalWeakTable<GatewayRoute, Found> _good = [];

    /// <summary>The routes that were checked together last, if there was nothing to report.</summary>
    private Dictionary<string, RouteConfig>? _apart;

    public void Check(GatewayConfig config, ConfigErrors errors)
    {
        foreach (var (id, cluster) in config.Clusters)
            CheckCluster(id, cluster, errors);
        var good = config.Routes.Where(route => CheckRoute(route.Key, route.Value, config, errors)).ToArray();
        CheckTogether(good, errors);
        WarnOfUnusedClusters(config, errors);
    }

    /// <summary>Checks the routes together. If there was nothing to report for those that were checked last, only the changed ones and
    /// those that they could affect are.</summary>
    private void CheckTogether(KeyValuePair<string, GatewayRoute>[] routes, ConfigErrors errors)
    {
        var apart = Volatile.Read(ref _apart);
        if (apart is not null && ChangedSince(apart, routes) is { } changed && IsQuiet(AffectedRoutes.Of(changed, routes)))
        {
            if (changed.Count > 0 || apart.Count != routes.Length)
                Volatile.Write(ref _apart, Updated(apart, changed, routes));
            return;
        }

        var before = errors.Total + errors.Warnings.Count;
        Check(RouteShape.Of(routes), errors);
        var isQuiet = errors.Total + errors.Warnings.Count == before;
        Volatile.Write(ref _apart,
            isQuiet ? routes.ToDictionary(route => route.Key, route => route.Value.Route, StringComparer.Ordinal) : null);
    }

    private static void Check(IReadOnlyList<RouteShape> shapes, ConfigErrors errors)
    {
        new RouteOverlapCheck(errors).Check(shapes);
        new RouteShadowCheck(errors).Check(shapes);
        new RouteLiteralCheck(errors).Check(shapes);
    }

    private static bool IsQuiet(IReadOnlyList<RouteShape>? shapes)
    {
        if (shapes is null)
            return false;

        var found = new ConfigErrors();
        Check(shapes, found);
        return found.Total + found.Warnings.Count == 0;
    }

    /// <returns>The routes that are new or match other requests; null if there are too many.</returns>
    private static List<KeyValuePair<string, GatewayRoute>>? ChangedSince(
        Dictionary<string, RouteConfig> apart, KeyValuePair<string, GatewayRoute>[] routes)
    {
        var changed = new List<KeyValuePair<string, GatewayRoute>>();
        foreach (var route in routes)
        {
            if (apart.TryGetValue(route.Key, out var same) && ConfigContent.IsSame(same, route.Value.Route))
                continue;

            changed.Add(route);
            if (changed.Count > MostAlone)
                return null;
        }

        return changed;
    }

    private static Dictionary<string, RouteConfig> Updated(
        Dictionary<string, RouteConfig> apart,
        List<KeyValuePair<string, GatewayRoute>> changed, KeyValuePair<string, GatewayRoute>[] routes)
    {
        var updated = new Dictionary<string, RouteConfig>(apart, StringComparer.Ordinal);
        foreach (var (id, route) in changed)
            updated[id] = route.Route;
        return updated.Count == routes.Length
            ? updated
            : routes.ToDictionary(route => route.Key, route => route.Value.Route, StringComparer.Ordinal);
    }

    private void CheckCluster(string id, GatewayCluster cluster, ConfigErrors errors)
    {
        var owner = ConfigOwner.Cluster(id);
        CheckId(owner, "clusterId", id, cluster.Cluster.ClusterId, cluster.Location, errors);
        if (!cluster.IsIncomplete)
            Report(owner, Validate(() => validator.ValidateClusterAsync(cluster.Cluster)), cluster.Location, errors);
        ClusterCheck.Check(owner, cluster.Cluster, cluster.Location, errors);
        tls.Check(owner, cluster, cluster.Location, errors);
    }

    /// <returns>Whether the route has no error.</returns>
    private bool CheckRoute(string id, GatewayRoute route, GatewayConfig config, ConfigErrors errors)
    {
        var before = errors.Total;
        var owner = ConfigOwner.Route(id);
        var clusterId = route.Route.ClusterId;
        var cluster = config.Clusters.GetValueOrDefault(clusterId ?? "");
        rateLimiter.Check(owner, route.Route, route.Location, errors);
        if (_good.TryGetValue(route, out var found) && found.Id == id && ReferenceEquals(found.Cluster, cluster))
            return errors.Total == before;

        var warnings = errors.Warnings.Count;
        CheckId(owner, "routeId", id, route.Route.RouteId, route.Location, errors);
        if (!string.IsNullOrEmpty(clusterId) && cluster is null)
            errors.Add(owner, $"clusterId is '{clusterId}'; {UnknownName.For("cluster", clusterId, config.Clusters.Keys)}", route.Location);
        if (route.Route.Match is { } match)
            matches.Check(owner, match, route.Location, errors);
        RouteLimitCheck.Check(owner, route.Route, route.Location, errors);
        if (route.IsIncomplete)
            return false;

        Report(owner, Validate(() => validator.ValidateRouteAsync(route.Route)), route.Location, errors);
        transforms.Check(owner, route.Route, cluster?.Cluster, route.Location, errors);
        if (errors.Total > before)
            return false;

        if (errors.Warnings.Count == warnings)
            _good.AddOrUpdate(route, new Found(id, cluster));
        return true;
    }

    private static void WarnOfUnusedClusters(GatewayConfig config, ConfigErrors errors)
    {
        var used = config.Routes.Values.Select(route => route.Route.ClusterId ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, cluster) in config.Clusters.Where(cluster => !used.Contains(cluster.Key)))
            errors.Warn(ConfigOwner.Cluster(id), "no route uses it. Remove it, unless a plugin chooses it.", cluster.Location);
    }

    /// <summary>A configuration that was created in code contains the id twice.</summary>
    private static void CheckId(ConfigOwner owner, string key, string id, string? own, ConfigLocation location, ConfigErrors errors)
    {
        if (!string.Equals(id, own, StringComparison.OrdinalIgnoreCase))
            errors.Add(owner, $"{key} is '{own}'; it must be '{id}', the id under which it was added.", location);
    }

    /// <summary>YARP's validators are synchronous behind their signature unless the host adds an asynchronous one.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "YARP throws for some values that it should report. Each exception is an error in the configuration.")]
    private static IList<Exception> Validate(Func<ValueTask<IList<Exception>>> validate)
    {
        try
        {
            return validate().AsTask().GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            return [error];
        }
    }

    private static void Report(ConfigOwner owner, IList<Exception> found, ConfigLocation location, ConfigErrors errors)
    {
        // An invalid path is already reported in more detail.
        foreach (var error in found.Where(error => error.InnerException is not Microsoft.AspNetCore.Routing.Patterns.RoutePatternException))
            errors.Add(owner, error.Message, location);
    }

    private sealed record Found(string Id, GatewayCluster? Cluster);
}

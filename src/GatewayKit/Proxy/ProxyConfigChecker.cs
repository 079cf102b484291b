using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Proxy.Checks;
using GatewayKit.Proxy.Discovery;
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
    private readonly Lock _checking = new();

    /// <summary>The clusters about which there was nothing to report, with their ids.</summary>
    private readonly ConditionalWeakTable<GatewayCluster, string> _quiet = [];

    /// <summary>The last configuration without errors. Of the next one, only the changed routes are checked.</summary>
    private CheckedRoutes? _last;

    public void Check(GatewayConfig config, ConfigErrors errors)
    {
        lock (_checking)
        {
            // A policy that has no effect is known only once the host's pipeline is built.
            if (_last?.HasRateLimiter != rateLimiter.IsUsed)
                _last = null;
            foreach (var (id, cluster) in config.Clusters)
                CheckClusterUnlessQuiet(id, cluster, errors);

            // 1. Each route by itself: the changed ones, and those that had a warning, which belongs to each version.
            var changes = _last is { } last ? ChangesSince(last, config) : RouteChanges.All;
            var before = errors.Total;
            var good = new List<KeyValuePair<string, GatewayRoute>>();
            var warned = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var route in changes.With((IEnumerable<string>?)_last?.Warned ?? []).Among(config.Routes))
            {
                var warnings = errors.Warnings.Count;
                if ((IsKnown(route, config) || CheckRoute(route.Key, route.Value, config, errors)) && route.Value.Match is null)
                    good.Add(route);
                if (errors.Warnings.Count > warnings)
                    warned.Add(route.Key);
            }

            // 2. The routes together.
            var together = CheckTogether(config, changes, good, errors);
            if (errors.Total == before && errors.Warnings.Count < ConfigErrors.Bound)
                _last = new CheckedRoutes(config.Routes, config.Clusters, warned, rateLimiter.IsUsed, together);
            else
                _last = _last is null ? null : _last with { Together = together == _last.Together ? null : _last.Together };
        }
    }

    /// <summary>Returns the routes that differ, and those whose cluster does.</summary>
    private static RouteChanges ChangesSince(CheckedRoutes last, GatewayConfig config)
    {
        var changes = RouteChanges.Between(last.Routes, config);
        var clusters = SectionComparison.Compare(last.Clusters, config.Clusters);
        return clusters.Ids.Count == 0 || changes.AreAll ? changes : changes.With(config.Routes
            .Where(route => clusters.Ids.Contains(route.Value.Route.ClusterId ?? ""))
            .Select(route => route.Key));
    }

    /// <summary>Checks the routes together, except those with a precise match, whose order is complete. If there was nothing to report for
    /// those that were checked last, only the changed ones and those that they could affect are.</summary>
    /// <returns>The routes, for the next check; null if there was something to report.</returns>
    private RoutesByMatch? CheckTogether(
        GatewayConfig config, RouteChanges changes, List<KeyValuePair<string, GatewayRoute>> good, ConfigErrors errors)
    {
        if (_last is { Together: { } known } && !changes.AreAll && TryChange(known, changes, good))
            return known;

        // If all routes have to be checked each time, their shapes are kept meanwhile.
        Func<string, GatewayRoute, RouteShape> shapeOf = _last is { Together: null } ? RouteShape.Kept : RouteShape.Of;
        var unchanged = changes.AreAll
            ? []
            : config.Routes.Where(
                route => route.Value.Match is null && !changes.Has(route.Key) && !_last!.Warned.Contains(route.Key));
        var shapes = RouteShape.InOrder(good.Concat(unchanged).Select(route => shapeOf(route.Key, route.Value)));
        var before = errors.Total + errors.Warnings.Count;
        Check(shapes, errors);
        return errors.Total + errors.Warnings.Count == before ? new RoutesByMatch(shapes) : null;
    }

    /// <summary>Replaces the changed routes, if there is nothing to report about them.</summary>
    private bool TryChange(RoutesByMatch known, RouteChanges changes, List<KeyValuePair<string, GatewayRoute>> good)
    {
        RouteShape[] added = [.. good.Where(route => changes.Has(route.Key)).Select(route => RouteShape.Of(route.Key, route.Value))];
        RouteShape[] removed = [.. changes.Ids
            .Select(id => _last!.Routes.TryGetValue(id, out var route) && route.Match is null ? RouteShape.Of(id, route) : null)
            .OfType<RouteShape>()];
        foreach (var shape in removed)
            known.Remove(shape);
        if (known.AffectedBy(added) is not { } affected || !IsQuiet(RouteShape.InOrder(affected.Concat(added))))
        {
            foreach (var shape in removed)
                known.Add(shape);
            return false;
        }

        foreach (var shape in added)
            known.Add(shape);
        return true;
    }

    private static void Check(IReadOnlyList<RouteShape> shapes, ConfigErrors errors)
    {
        new RouteOverlapCheck(errors).Check(shapes);
        new RouteShadowCheck(errors).Check(shapes);
        new RouteLiteralCheck(errors).Check(shapes);
    }

    private static bool IsQuiet(IReadOnlyList<RouteShape> shapes)
    {
        var found = new ConfigErrors();
        Check(shapes, found);
        return found.Total + found.Warnings.Count == 0;
    }

    /// <summary>A cluster is immutable, and everything else that it is checked with is fixed when the host starts.</summary>
    private void CheckClusterUnlessQuiet(string id, GatewayCluster cluster, ConfigErrors errors)
    {
        if (_quiet.TryGetValue(cluster, out var same) && same == id)
            return;

        var before = errors.Total + errors.Warnings.Count;
        CheckCluster(id, cluster, errors);
        if (errors.Total + errors.Warnings.Count == before && errors.Warnings.Count < ConfigErrors.Bound)
            _quiet.AddOrUpdate(cluster, id);
    }

    private void CheckCluster(string id, GatewayCluster cluster, ConfigErrors errors)
    {
        var owner = ConfigOwner.Cluster(id);
        CheckId(owner, "clusterId", id, cluster.Cluster.ClusterId, cluster.Location, errors);
        if (!cluster.IsIncomplete)
            Report(owner, Validate(() => validator.ValidateClusterAsync(cluster.Cluster)), cluster.Location, errors);
        ClusterCheck.Check(owner, cluster.Cluster, cluster.Location, errors);
        tls.Check(owner, cluster, cluster.Location, errors);
        BalancingCheck.Check(owner, cluster, cluster.Location, errors);
        DestinationStateCheck.Check(owner, cluster, cluster.Location, errors);
        if (cluster.Discovery is not null && cluster.Cluster.Destinations is { Count: > 0 } && !DiscoveredName.AllOf(cluster).Any())
            errors.Warn(owner, "discovery has no effect, because no destination's address has a name.", cluster.Location);
    }

    /// <returns>Whether the route has no error.</returns>
    private bool CheckRoute(string id, GatewayRoute route, GatewayConfig config, ConfigErrors errors)
    {
        var before = errors.Total;
        var owner = ConfigOwner.Route(id);
        var clusterId = route.Route.ClusterId;
        var cluster = config.Clusters.GetValueOrDefault(clusterId ?? "");
        rateLimiter.Check(owner, route.Route, route.Location, errors);
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
        return errors.Total == before;
    }

    /// <summary>Returns whether a route was checked with the same cluster, and there was nothing to report.</summary>
    private bool IsKnown(KeyValuePair<string, GatewayRoute> route, GatewayConfig config)
        => _last is not null && _last.Routes.TryGetValue(route.Key, out var same) && ReferenceEquals(same, route.Value)
            && _last.Routes.TryGetKey(route.Key, out var id) && id == route.Key
            && route.Value.Route.ClusterId is var cluster
            && ReferenceEquals(_last.Clusters.GetValueOrDefault(cluster ?? ""), config.Clusters.GetValueOrDefault(cluster ?? ""))
            && !_last.Warned.Contains(route.Key);

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
}

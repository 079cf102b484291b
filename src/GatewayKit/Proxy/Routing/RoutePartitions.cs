using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// Endpoints by host, then by path. A request finds the leaves with every endpoint that could match it, and few others.
/// Immutable: a change copies only the parts of the changed endpoints.
/// </summary>
internal sealed class RoutePartitions
{
    /// <summary>More changes than these, and than a quarter of the endpoints, are cheaper together.</summary>
    private const int MostChanged = 100;

    private readonly PathTree _any;
    private readonly HostNames _exact;
    private readonly HostNames _suffixes;
    private readonly MethodRoutes _methods;

    private RoutePartitions(PathTree any, HostNames exact, HostNames suffixes, MethodRoutes methods)
        => (_any, _exact, _suffixes, _methods) = (any, exact, suffixes, methods);

    /// <summary>Gets whether some endpoints are only for some hosts.</summary>
    public bool HasHosts => !_exact.IsEmpty || !_suffixes.IsEmpty;

    public static RoutePartitions Empty { get; } = Build([]);

    /// <summary>The number of endpoints.</summary>
    private int Count { get; init; }

    public static RoutePartitions Build(IReadOnlyList<RouteEndpoint> endpoints)
    {
        var any = new List<RouteEndpoint>();
        var exact = new List<(RouteEndpoint, string[])>();
        var suffixes = new List<(RouteEndpoint, string[])>();
        foreach (var endpoint in endpoints)
        {
            var hosts = EndpointHosts.Of(endpoint);
            if (hosts.IsAny)
                any.Add(endpoint);
            if (hosts.Exact.Length > 0)
                exact.Add((endpoint, hosts.Exact));
            if (hosts.Suffixes.Length > 0)
                suffixes.Add((endpoint, hosts.Suffixes));
        }

        return new RoutePartitions(
            PathTree.Build([.. any]), HostNames.Build(exact), HostNames.Build(suffixes),
            exact.Count + suffixes.Count > 0 ? MethodRoutes.Build(endpoints) : MethodRoutes.Empty)
        {
            Count = endpoints.Count,
        };
    }

    /// <summary>Changes only the parts of the changed endpoints.</summary>
    /// <returns>The changed partitions; null if they must be built from all endpoints.</returns>
    public RoutePartitions? Change(IReadOnlyList<RouteEndpoint> removed, IReadOnlyList<RouteEndpoint> added)
    {
        if (removed.Count + added.Count > Count / 4 + MostChanged)
            return null;

        var (any, exact, suffixes, methods) = (_any, _exact, _suffixes, _methods);
        foreach (var endpoint in removed)
        {
            var hosts = EndpointHosts.Of(endpoint);
            if (hosts.IsAny)
                any = any.Without(endpoint);
            exact = exact.Without(endpoint, hosts.Exact);
            suffixes = suffixes.Without(endpoint, hosts.Suffixes);
            if (HasHosts)
                methods = methods.Without(endpoint);
        }

        foreach (var endpoint in added)
        {
            var hosts = EndpointHosts.Of(endpoint);
            if (hosts.IsAny)
                any = any.With(endpoint);
            else if (!HasHosts)
                return null;
            exact = exact.With(endpoint, hosts.Exact);
            suffixes = suffixes.With(endpoint, hosts.Suffixes);
            if (HasHosts)
                methods = methods.With(endpoint);
        }

        return exact.IsUneven || suffixes.IsUneven ? null : new RoutePartitions(any, exact, suffixes, methods)
        {
            Count = Count + added.Count - removed.Count,
        };
    }

    /// <summary>Declares all leaves current again after a change that didn't take effect.</summary>
    public void Restore()
    {
        foreach (var leaf in _any.Leaves.Concat(_exact.Leaves).Concat(_suffixes.Leaves).Concat(_methods.Tree.Leaves))
            leaf.IsReplaced = false;
    }

    /// <summary>Returns the leaves that have an endpoint.</summary>
    public IEnumerable<PathLeaf> LeavesOf(RouteEndpoint endpoint)
    {
        var hosts = EndpointHosts.Of(endpoint);
        return hosts.IsAny
            ? [_any.LeafOf(endpoint)]
            : _exact.LeavesOf(endpoint, hosts.Exact).Concat(_suffixes.LeavesOf(endpoint, hosts.Suffixes));
    }

    /// <summary>Adds the leaves whose endpoints could match a request, and if these aren't enough to know, those that have the literals of
    /// all hosts.</summary>
    public void Find(HttpContext http, ref LeafList found)
    {
        var path = PathOf(http);
        if (HasHosts)
        {
            var host = http.Request.Host.Host.AsSpan();
            _exact.Find(host, path, ref found);
            if (!_suffixes.IsEmpty)
                FindSuffixes(host, path, ref found);
        }

        _any.Find(path, ref found);
        if (HasHosts && NeedsLiterals(path, ref found))
            _methods.Tree.Find(path, ref found);
    }

    /// <summary>Adds the leaves that show which methods the path has, of whatever host.</summary>
    public void FindMethods(HttpContext http, ref LeafList found) => _methods.Tree.Find(PathOf(http), ref found);

    private static bool NeedsLiterals(ReadOnlySpan<char> path, ref LeafList found)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].NeedsLiterals(path))
                return true;
        }

        return false;
    }

    private void FindSuffixes(ReadOnlySpan<char> host, ReadOnlySpan<char> path, ref LeafList found)
    {
        for (var i = Math.Max(0, host.Length - _suffixes.Longest); i < host.Length; i++)
        {
            if (host[i] == '.')
                _suffixes.Find(host[i..], path, ref found);
        }
    }

    private static ReadOnlySpan<char> PathOf(HttpContext http)
        => http.Request.Path.Value is { Length: > 1 } path ? path.AsSpan(1) : [];
}

namespace GatewayKit.Proxy.Matching;

/// <summary>The routes of a listener by host: its name, then the longest wildcard, then any host. Immutable.</summary>
internal sealed class ListenerRoutes
{
    public static readonly ListenerRoutes Empty = new(SpanMap<HostRoutes>.Empty, SpanMap<HostRoutes>.Empty, HostRoutes.Empty);

    private readonly SpanMap<HostRoutes> _names;

    /// <summary>By the end of the name, with its leading dot.</summary>
    private readonly SpanMap<HostRoutes> _wildcards;

    private readonly HostRoutes _any;

    private ListenerRoutes(SpanMap<HostRoutes> names, SpanMap<HostRoutes> wildcards, HostRoutes any)
        => (_names, _wildcards, _any) = (names, wildcards, any);

    public bool IsEmpty => _names.Count == 0 && _wildcards.Count == 0 && _any.IsEmpty;

    public Candidate? Find(ref PreciseRequest request)
    {
        request.IsOneLabel = true;
        if (_names.Find(request.Host)?.Find(request) is { } named)
            return named;
        if (_wildcards.Count > 0 && FindWildcard(ref request) is { } found)
            return found;

        request.IsOneLabel = true;
        return _any.Find(request);
    }

    /// <summary>Adds or removes a route.</summary>
    public ListenerRoutes Change(PreciseEndpoint endpoint, bool isAdded)
    {
        if (endpoint.Route.Match.Hosts.IsEmpty)
            return new ListenerRoutes(_names, _wildcards, _any.Change(endpoint, isAdded));

        var (names, wildcards) = (_names, _wildcards);
        foreach (var host in endpoint.Route.Match.Hosts)
        {
            if (host.StartsWith('*'))
                wildcards = Change(wildcards, host[1..], endpoint, isAdded);
            else
                names = Change(names, host, endpoint, isAdded);
        }

        return new ListenerRoutes(names, wildcards, _any);
    }

    private Candidate? FindWildcard(ref PreciseRequest request)
    {
        var host = request.Host;
        for (var dot = IndexOfDot(host, 1); dot > 0; dot = IndexOfDot(host, dot + 1))
        {
            if (_wildcards.Find(host[dot..]) is { } routes && routes.Find(request) is { } found)
                return found;
            request.IsOneLabel = false;
        }

        return null;
    }

    private static int IndexOfDot(ReadOnlySpan<char> host, int start)
        => start < host.Length && host[start..].IndexOf('.') is >= 0 and var index ? start + index : -1;

    private static SpanMap<HostRoutes> Change(SpanMap<HostRoutes> hosts, string name, PreciseEndpoint endpoint, bool isAdded)
    {
        var routes = (hosts.Find(name) ?? HostRoutes.Empty).Change(endpoint, isAdded);
        return routes.IsEmpty ? hosts.Without(name) : hosts.With(name, routes);
    }
}

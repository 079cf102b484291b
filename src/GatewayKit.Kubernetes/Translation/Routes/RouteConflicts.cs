using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>
/// Keeps HTTPRoutes and GRPCRoutes apart: of two routes of both kinds with a common listener and host, the listener accepts only the older
/// one (Gateway API v1, <c>GRPCRouteSpec.hostnames</c>).
/// </summary>
internal sealed class RouteConflicts
{
    private static readonly Problem s_problem = new(
        "HostnameConflict",
        "An older route of the other kind, HTTPRoute or GRPCRoute, is attached to the same listener with a common hostname.");

    private readonly IRouteSet _http;
    private readonly IRouteSet _grpc;
    private readonly MemoPart<int, ILookup<ResourceOwner, string>> _rejected;
    private readonly MemoPart<int, bool> _areAny;
    private readonly MemoPart<ResourceOwner, ImmutableArray<string>> _ofRoute;

    public RouteConflicts(IRouteSet http, IRouteSet grpc)
    {
        (_http, _grpc) = (http, grpc);
        _rejected = new((_, lookups) => Find(lookups), (_, _) => false);
        _areAny = new((_, lookups) => lookups.Get(_rejected, 0).Count > 0);
        _ofRoute = new(
            (owner, lookups) => [.. lookups.Get(_rejected, 0)[owner].Order(StringComparer.Ordinal)],
            (before, now) => before.AsSpan().SequenceEqual(now.AsSpan()));
    }

    /// <summary>Returns the attachments without the listeners that another route has.</summary>
    public ImmutableArray<ParentAttachment> Apply(ResourceOwner owner, ImmutableArray<ParentAttachment> parents, Lookups lookups)
    {
        if (!lookups.Get(_areAny, 0))
            return parents;
        var rejected = lookups.Get(_ofRoute, owner);
        return rejected.IsEmpty ? parents : [.. parents.Select(parent => Without(parent, rejected))];
    }

    private static ParentAttachment Without(ParentAttachment parent, ImmutableArray<string> rejected)
    {
        var rest = parent.Listeners.RemoveAll(attachment => rejected.Contains(attachment.Listener.Name));
        return rest.Length == parent.Listeners.Length ? parent
            : rest.IsEmpty ? new ParentAttachment(parent.Reference, s_problem, [])
            : parent with { Listeners = rest };
    }

    private ILookup<ResourceOwner, string> Find(Lookups lookups)
    {
        var grpc = Entries(_grpc, lookups).ToLookup(entry => entry.Listener);
        var rejected = new List<(ResourceOwner Owner, string Listener)>();
        if (grpc.Count == 0)
            return rejected.ToLookup(pair => pair.Owner, pair => pair.Listener);

        foreach (var listener in Entries(_http, lookups).ToLookup(entry => entry.Listener).Where(listener => grpc.Contains(listener.Key)))
        {
            // Routes of the same kind don't conflict, and there can be thousands of one.
            var accepted = new Dictionary<ResourceKind, List<Entry>> { [_http.Kind] = [], [_grpc.Kind] = [] };
            foreach (var entry in listener.Concat(grpc[listener.Key]).OrderBy(entry => entry.Created).ThenBy(entry => entry.Owner.Name))
            {
                var others = accepted[entry.Owner.Kind == _http.Kind ? _grpc.Kind : _http.Kind];
                if (others.Exists(other => HostPatterns.Overlap(other.Hosts, entry.Hosts)))
                    rejected.Add((entry.Owner, entry.Listener));
                else
                    accepted[entry.Owner.Kind].Add(entry);
            }
        }

        return rejected.ToLookup(pair => pair.Owner, pair => pair.Listener);
    }

    private static IEnumerable<Entry> Entries(IRouteSet routes, Lookups lookups)
        => routes.Attached(lookups).SelectMany(route => route.Parents
            .SelectMany(parent => parent.Listeners)
            .DistinctBy(attachment => attachment.Listener.Name)
            .Select(attachment => new Entry(
                new ResourceOwner(routes.Kind, route.Name), route.Created, attachment.Listener.Name, attachment.Hosts)));

    private sealed record Entry(ResourceOwner Owner, long Created, string Listener, ImmutableArray<string> Hosts);
}

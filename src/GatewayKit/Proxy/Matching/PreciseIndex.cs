namespace GatewayKit.Proxy.Matching;

/// <summary>
/// The endpoints of routes with a <see cref="Configuration.Matching.PreciseMatch"/>, by listener, host, rank and path. Immutable: a
/// change of a route copies a few nodes on the way to it, whatever the number of routes.
/// </summary>
internal sealed class PreciseIndex
{
    public static readonly PreciseIndex Empty = new(ListenerRoutes.Empty, SpanMap<ListenerRoutes>.Empty);

    private readonly SpanMap<ListenerRoutes> _listeners;

    private PreciseIndex(ListenerRoutes ofHost, SpanMap<ListenerRoutes> listeners) => (OfHost, _listeners) = (ofHost, listeners);

    /// <summary>The routes for the addresses of the host that aren't listeners.</summary>
    public ListenerRoutes OfHost { get; }

    /// <summary>Returns the routes of a listener; null if there are none.</summary>
    public ListenerRoutes? Of(string listener) => _listeners.Find(listener);

    /// <summary>Returns the index after a change.</summary>
    /// <param name="removed">The endpoints without which it is.</param>
    /// <param name="added">The endpoints that it also has.</param>
    public PreciseIndex Change(IEnumerable<PreciseEndpoint> removed, IEnumerable<PreciseEndpoint> added)
        => added.Aggregate(
            removed.Aggregate(this, (index, endpoint) => index.Change(endpoint, isAdded: false)),
            (index, endpoint) => index.Change(endpoint, isAdded: true));

    private PreciseIndex Change(PreciseEndpoint endpoint, bool isAdded)
    {
        var names = endpoint.Route.Match.Listeners;
        if (names.IsEmpty)
            return new PreciseIndex(OfHost.Change(endpoint, isAdded), _listeners);

        var listeners = _listeners;
        foreach (var name in names)
        {
            var routes = (listeners.Find(name) ?? ListenerRoutes.Empty).Change(endpoint, isAdded);
            listeners = routes.IsEmpty ? listeners.Without(name) : listeners.With(name, routes);
        }

        return new PreciseIndex(OfHost, listeners);
    }
}

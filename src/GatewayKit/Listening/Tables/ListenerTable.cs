using System.Collections.Immutable;
using GatewayKit.Compilation;
using GatewayKit.Configuration.Listeners;

namespace GatewayKit.Listening.Tables;

/// <summary>The listeners of one configuration by their sockets. Unchanged parts are shared with the configuration before.</summary>
internal sealed class ListenerTable
{
    public static readonly ListenerTable Empty = new();

    private ImmutableDictionary<string, GatewayListener> _listeners = ImmutableDictionary<string, GatewayListener>.Empty;
    private ImmutableDictionary<string, StreamRoute> _routes = ImmutableDictionary<string, StreamRoute>.Empty;
    private Dictionary<string, StreamEntry> _streams = [];

    private ListenerTable()
    {
    }

    /// <summary>Gets the listeners by their sockets.</summary>
    public IReadOnlyDictionary<ListenAddress, SocketListeners> Sockets { get; private init; } =
        new Dictionary<ListenAddress, SocketListeners>();

    /// <summary>Gets the listeners that aren't opened because of others, with the reasons.</summary>
    public IReadOnlyDictionary<string, string> Conflicts { get; private init; } = new Dictionary<string, string>();

    /// <summary>Returns the listeners of the next configuration.</summary>
    /// <param name="snapshot">The snapshot of the next configuration.</param>
    public ListenerTable Next(GatewaySnapshot snapshot)
    {
        var config = snapshot.Config;
        if (ReferenceEquals(config.Listeners, _listeners) && ReferenceEquals(config.StreamRoutes, _routes))
        {
            return new ListenerTable
            {
                _listeners = _listeners,
                _routes = _routes,
                _streams = _streams,
                Conflicts = Conflicts,
                Sockets = Sockets.ToDictionary(socket => socket.Key, socket => socket.Value.In(snapshot)),
            };
        }

        // A route that hasn't changed keeps its turn among the backends.
        var streams = config.StreamRoutes.ToDictionary(
            route => route.Key,
            route => _streams.TryGetValue(route.Key, out var known) && ReferenceEquals(known.Route, route.Value)
                ? known : new StreamEntry(route.Key, route.Value),
            StringComparer.OrdinalIgnoreCase);
        var byListener = streams.Values
            .SelectMany(stream => stream.Route.Listeners.Select(listener => (Listener: listener, Stream: stream)))
            .ToLookup(pair => pair.Listener, pair => pair.Stream, StringComparer.OrdinalIgnoreCase);
        var conflicts = ListenerConflicts.Find(config.Listeners).ToDictionary(
            conflict => conflict.Name, conflict => conflict.Reason, StringComparer.OrdinalIgnoreCase);
        return new ListenerTable
        {
            _listeners = config.Listeners,
            _routes = config.StreamRoutes,
            _streams = streams,
            Conflicts = conflicts,
            Sockets = config.Listeners
                .Where(listener => !conflicts.ContainsKey(listener.Key))
                .OrderBy(listener => listener.Key, StringComparer.Ordinal)
                .GroupBy(
                    listener => ListenAddress.Of(listener.Value),
                    listener => new ListenerEntry(listener.Key, listener.Value, ByHost(byListener[listener.Key])))
                .ToDictionary(socket => socket.Key, socket => SocketListeners.Of([.. socket], snapshot)),
        };
    }

    private static HostTable<StreamEntry> ByHost(IEnumerable<StreamEntry> streams) => new(streams
        .OrderBy(stream => stream.Route.Created)
        .ThenBy(stream => stream.Route.Owner, StringComparer.Ordinal)
        .ThenBy(stream => stream.Id, StringComparer.Ordinal)
        .SelectMany(stream => stream.Route.Hosts.IsEmpty
            ? [((string?)null, stream)]
            : stream.Route.Hosts.Select(host => ((string?)host, stream))));
}

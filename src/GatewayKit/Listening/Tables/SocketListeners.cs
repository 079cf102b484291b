using GatewayKit.Compilation;
using GatewayKit.Configuration.Listeners;

namespace GatewayKit.Listening.Tables;

/// <summary>The listeners of a socket in one configuration.</summary>
internal sealed class SocketListeners
{
    private SocketListeners(IReadOnlyList<ListenerEntry> all, HostTable<ListenerEntry> byHost, GatewaySnapshot snapshot)
        => (All, ByHost, Snapshot) = (all, byHost, snapshot);

    /// <summary>Gets the listeners; at least one.</summary>
    public IReadOnlyList<ListenerEntry> All { get; }

    /// <summary>Gets the listeners by host.</summary>
    public HostTable<ListenerEntry> ByHost { get; }

    /// <summary>Gets the snapshot of the configuration, which has the clusters of the routes.</summary>
    public GatewaySnapshot Snapshot { get; }

    public SocketKind Kind => All[0].Listener.Protocol switch
    {
        ListenerProtocol.Http => SocketKind.Http,
        ListenerProtocol.Tcp => SocketKind.Tcp,
        _ => All.Any(entry => entry.IsPassthrough) ? SocketKind.ServerName : SocketKind.Tls,
    };

    /// <param name="all">The listeners; at least one.</param>
    /// <param name="snapshot">The snapshot.</param>
    public static SocketListeners Of(IReadOnlyList<ListenerEntry> all, GatewaySnapshot snapshot)
        => new(all, new HostTable<ListenerEntry>(all.Select(entry => (entry.Listener.Host, entry))), snapshot);

    /// <summary>Returns the same listeners in a later configuration.</summary>
    public SocketListeners In(GatewaySnapshot snapshot) => new(All, ByHost, snapshot);
}

using GatewayKit.Configuration.Listeners;

namespace GatewayKit.Listening.Tables;

/// <summary>A listener with its certificates and routes.</summary>
/// <param name="name">The name.</param>
/// <param name="listener">The listener.</param>
/// <param name="streams">Its routes of streams; those for HTTP are in the routing table.</param>
internal sealed class ListenerEntry(string name, GatewayListener listener, HostTable<StreamEntry> streams)
{
    public string Name => name;

    public GatewayListener Listener => listener;

    public HostTable<StreamEntry> Streams => streams;

    /// <summary>Gets whether its connections are for HTTP.</summary>
    public bool IsForHttp => listener.Protocol is ListenerProtocol.Http or ListenerProtocol.Https;

    /// <summary>Gets whether its connections are forwarded without ending TLS.</summary>
    public bool IsPassthrough => listener.Tls?.IsPassthrough == true;

    /// <summary>Gets the certificates; null if TLS doesn't end here.</summary>
    public ListenerCertificates? Certificates { get; } =
        listener.Tls is { IsPassthrough: false, Certificates: { IsEmpty: false } certificates } ? new(certificates) : null;
}

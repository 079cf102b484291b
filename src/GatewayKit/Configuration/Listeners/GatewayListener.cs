using System.Net;

namespace GatewayKit.Configuration.Listeners;

/// <summary>
/// A listener in the sense of the Gateway API of Kubernetes: an address and port with a protocol and a host name. Several listeners can
/// share an address and port if their hosts differ. Sockets are opened and closed while the gateway runs. Available only for configurations
/// created in code, in hosts that call <c>UseDynamicListeners()</c>.
/// </summary>
public sealed record GatewayListener
{
    /// <summary>The address to listen on; null for all addresses of the machine.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The port, 0 to 65535; 0 selects a free port.</summary>
    public required int Port { get; init; }

    /// <summary>The protocol.</summary>
    public required ListenerProtocol Protocol { get; init; }

    /// <summary>The host name, such as <c>www.example.com</c> or <c>*.example.com</c> (one or more labels), in ASCII and lower case; null
    /// for every host. A request or connection belongs to the listener with the most specific host.</summary>
    public string? Host { get; init; }

    /// <summary>TLS; null for the protocols without it.</summary>
    public ListenerTls? Tls { get; init; }
}

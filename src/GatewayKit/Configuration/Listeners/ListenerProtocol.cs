namespace GatewayKit.Configuration.Listeners;

/// <summary>The protocol of a listener.</summary>
public enum ListenerProtocol
{
    /// <summary>HTTP/1.1, and HTTP/2 with prior knowledge, without TLS.</summary>
    Http,

    /// <summary>HTTP/1.1 and HTTP/2 with TLS.</summary>
    Https,

    /// <summary>TLS connections for stream routes by server name (SNI), passed on or terminated.</summary>
    Tls,

    /// <summary>TCP connections for stream routes.</summary>
    Tcp,
}

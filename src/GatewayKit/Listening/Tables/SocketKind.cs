namespace GatewayKit.Listening.Tables;

/// <summary>The knowledge that the gateway needs of a connection before it can pass it on.</summary>
internal enum SocketKind
{
    /// <summary>Whether the client speaks HTTP/1.1 or HTTP/2.</summary>
    Http,

    /// <summary>Nothing: TLS ends in the gateway for all listeners of the socket.</summary>
    Tls,

    /// <summary>The client's server name: TLS doesn't end in the gateway for some listeners of the socket.</summary>
    ServerName,

    /// <summary>Nothing: the bytes are forwarded.</summary>
    Tcp,
}

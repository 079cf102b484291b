namespace GatewayKit.Kubernetes.Manifests;

/// <summary>The protocols of a pod's port.</summary>
internal enum PodKind
{
    /// <summary>HTTP/1.1.</summary>
    Http1,

    /// <summary>HTTP/2 without TLS.</summary>
    Http2,

    /// <summary>HTTP/1.1, or HTTP with TLS if a connection begins with it: for the connections of TCPRoutes and TLSRoutes.</summary>
    Stream,

    /// <summary>HTTP with TLS, which no port has: connections of <see cref="Stream"/> that begin with TLS.</summary>
    Tls,
}

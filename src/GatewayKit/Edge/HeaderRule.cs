namespace GatewayKit.Edge;

/// <summary>The edge's handling of a request header, by its name.</summary>
internal enum HeaderRule
{
    /// <summary>Passes the header to the plugins unchanged.</summary>
    Pass,

    /// <summary>A claim of an identity or an origin: removed, unless it comes from a trusted proxy.</summary>
    Claim,

    /// <summary>Always removed: the gateway's own headers, hop-by-hop headers, and aliases of these.</summary>
    Remove,

    /// <summary>The mark of a copy that a gateway sent: noted, and removed, unless it comes from a trusted proxy.</summary>
    Copy,

    /// <summary>An invalid header name.</summary>
    Invalid,

    Connection,
    ConnectionSpecific,
    ContentLength,
    ContentLengthBesideChunked,
    Host,
    Te,
    TransferEncoding,
    Upgrade,
    WebSocket,
}

namespace GatewayKit.Edge;

/// <summary>What the edge does with a request header, by its name.</summary>
internal enum HeaderRule
{
    /// <summary>Goes on to the plugins as it is.</summary>
    Pass,

    /// <summary>Claims an identity or an origin: removed, unless it comes from a trusted proxy.</summary>
    Claim,

    /// <summary>Removed whoever sends it: the gateway's own headers, what ends at this hop, and aliases of these.</summary>
    Remove,

    /// <summary>Not a header name.</summary>
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

namespace GatewayKit.Configuration;

/// <summary>Which forwarder sends the requests of a cluster to its destinations.</summary>
public enum ClusterForwarder
{
    /// <summary>
    /// The gateway's own forwarder for HTTP/1.1 where it can, and YARP's for everything else: HTTP/2, HTTP/3, WebSocket and other upgrades.
    /// </summary>
    Auto,

    /// <summary>Always YARP's forwarder.</summary>
    Yarp,
}

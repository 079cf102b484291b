namespace GatewayKit.Configuration;

/// <summary>How the names of a cluster's destinations are resolved to addresses.</summary>
public enum DiscoveryType
{
    /// <summary>By DNS: the A and AAAA records of the name.</summary>
    Dns,

    /// <summary>By DNS: the SRV records of the name (RFC 2782), which also have ports.</summary>
    DnsSrv,
}

namespace GatewayKit.Limits;

/// <summary>The part of a request that a key names.</summary>
internal enum RequestKeyKind
{
    Consumer,
    Ip,
    Route,
    Cluster,
    Header,
    Cookie,
    Path,
    Claim,
    Variable,
}

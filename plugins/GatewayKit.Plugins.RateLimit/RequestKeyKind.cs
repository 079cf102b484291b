namespace GatewayKit.Plugins.RateLimit;

/// <summary>The part of a request that a key names.</summary>
internal enum RequestKeyKind
{
    Consumer,
    Ip,
    Route,
    Header,
    Cookie,
    Path,
    Claim,
}

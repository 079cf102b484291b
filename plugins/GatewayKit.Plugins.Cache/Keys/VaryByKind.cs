namespace GatewayKit.Plugins.Cache.Keys;

/// <summary>The kind of a part of a request that selects a response.</summary>
internal enum VaryByKind
{
    Consumer,
    Groups,
    Header,
    Cookie,
    Query,
}

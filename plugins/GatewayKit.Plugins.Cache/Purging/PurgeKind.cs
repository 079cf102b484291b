namespace GatewayKit.Plugins.Cache.Purging;

/// <summary>The kind of a purge.</summary>
internal enum PurgeKind
{
    Url,
    Prefix,
    Tag,
    All,
}

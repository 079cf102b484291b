using GatewayKit.Plugins.Cache.Keys;

namespace GatewayKit.Plugins.Cache.Purging;

/// <summary>The responses that a purge removes.</summary>
internal sealed record PurgeTarget(PurgeKind Kind, string Value)
{
    public static PurgeTarget All { get; } = new(PurgeKind.All, "");

    public bool Covers(string key, IReadOnlyList<string> tags) => Kind switch
    {
        PurgeKind.Url => CacheKey.IsOf(key, Value),
        PurgeKind.Prefix => key.StartsWith(Value, StringComparison.Ordinal),
        PurgeKind.Tag => tags.Contains(Value, StringComparer.Ordinal),
        _ => true,
    };
}

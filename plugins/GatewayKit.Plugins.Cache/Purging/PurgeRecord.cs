namespace GatewayKit.Plugins.Cache.Purging;

/// <summary>A purge that all nodes carry out.</summary>
/// <param name="Id">The random id.</param>
/// <param name="At">The time, in milliseconds since 1970, by the clock of the node that received the command.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Value">The URI, prefix or tag.</param>
internal sealed record PurgeRecord(Guid Id, long At, PurgeKind Kind, string Value)
{
    public static PurgeRecord Create(PurgeTarget target, DateTimeOffset now)
        => new(Guid.NewGuid(), now.ToUnixTimeMilliseconds(), target.Kind, target.Value);

    public bool Covers(string key, IReadOnlyList<string> tags) => new PurgeTarget(Kind, Value).Covers(key, tags);
}

using System.Collections.Immutable;

namespace GatewayKit.Store.Sources;

/// <summary>An entry in the file with the last valid revision.</summary>
internal sealed record KeptEntry(string Key, string Content, ImmutableSortedDictionary<string, string> Labels, int Position, long Version,
    ImmutableArray<string>? Secrets = null)
{
    public static KeptEntry Of(StoreEntry entry)
        => new(entry.Key.ToString(), entry.Content, entry.Labels, entry.Position, entry.Version, entry.Secrets);

    public StoreEntry ToEntry() => new()
    {
        Key = EntryKey.Parse(Key),
        Content = Content,
        Labels = Labels,
        Secrets = Secrets ?? [],
        Position = Position,
        Version = Version,
    };
}

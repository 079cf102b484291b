using System.Collections.Immutable;

namespace GatewayKit.Store.Sources;

/// <summary>An entry in the file with the last valid revision.</summary>
internal sealed record KeptEntry(string Key, string Content, ImmutableSortedDictionary<string, string> Labels, int Position, long Version)
{
    public static KeptEntry Of(StoreEntry entry)
        => new(entry.Key.ToString(), entry.Content, entry.Labels, entry.Position, entry.Version);

    public StoreEntry ToEntry() => new()
    {
        Key = EntryKey.Parse(Key),
        Content = Content,
        Labels = Labels,
        Position = Position,
        Version = Version,
    };
}

using System.Collections.Immutable;

namespace GatewayKit.Store;

/// <summary>A change of one entry.</summary>
public sealed record StoreChange
{
    /// <summary>The key of the entry.</summary>
    public required EntryKey Key { get; init; }

    /// <summary>
    /// The new content as JSON, up to 1 MB; null to delete the entry, unless there is a <see cref="Patch"/>. A secret that is masked by
    /// <see cref="Masking.ConfigSecrets"/> keeps the stored value at the same place; it is an error if there is none.
    /// </summary>
    public string? Content { get; init; }

    /// <summary>A merge patch (RFC 7396) of the content of an existing entry as JSON, instead of a new content. Default: none.</summary>
    public string? Patch { get; init; }

    /// <summary>
    /// The JSON Pointers (RFC 6901) of up to 1,000 values of the content that are secret, whatever their names, such as values of
    /// variables. A masked value stays one of them. Default: those of the entry that the new content has.
    /// </summary>
    public IReadOnlyList<string>? Secrets { get; init; }

    /// <summary>The new labels, up to 32; null to keep those of the entry.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The new position among the plugins of every route; null to keep that of the entry, and for a new one, the end.</summary>
    public int? Position { get; init; }

    /// <summary>
    /// The version that the entry must have, 0 if it must not exist. Default: any version that isn't newer than
    /// <see cref="StoreChangeSet.BasedOn"/>.
    /// </summary>
    public long? ExpectedVersion { get; init; }
}

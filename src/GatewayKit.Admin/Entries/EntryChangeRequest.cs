using System.Text.Json;

namespace GatewayKit.Admin.Entries;

/// <summary>A change of an entry.</summary>
internal sealed record EntryChangeRequest
{
    /// <summary>The key of the entry, such as <c>routes/orders</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The new content with the keys of a configuration file; null to delete the entry. A secret <c>"***"</c> keeps the stored one
    /// at the same place.</summary>
    public required JsonElement Content { get; init; }

    /// <summary>The JSON Pointers (RFC 6901) of values of the content that are secret, whatever their names, such as
    /// <c>/plugins/0/options/body</c>. Default: those of the entry that the content has.</summary>
    public IReadOnlyList<string>? Secrets { get; init; }

    /// <summary>The new labels. Default: those of the entry.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The new position among the plugins of every route. Default: that of the entry, for a new one the end.</summary>
    public int? Position { get; init; }
}

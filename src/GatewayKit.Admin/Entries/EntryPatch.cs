using System.Text.Json;

namespace GatewayKit.Admin.Entries;

/// <summary>A merge patch (RFC 7396) of an entry.</summary>
internal sealed record EntryPatch
{
    /// <summary>The changed keys of the content; null removes a key. Default: the content stays.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>The JSON Pointers (RFC 6901) of values of the content that are secret, whatever their names, such as
    /// <c>/plugins/0/options/body</c>. Default: those of the entry that the patched content has.</summary>
    public IReadOnlyList<string>? Secrets { get; init; }

    /// <summary>The changed labels; null removes a label. Default: the labels stay.</summary>
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }

    /// <summary>The position among the plugins of every route. Default: the position stays.</summary>
    public int? Position { get; init; }

    /// <summary>The reason, up to 2,000 characters. Default: none.</summary>
    public string? Message { get; init; }
}

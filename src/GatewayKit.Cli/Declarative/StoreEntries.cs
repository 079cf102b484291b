using System.Text.Json.Nodes;

namespace GatewayKit.Cli.Declarative;

/// <summary>The entries of a store as of a revision, as the admin API describes them.</summary>
/// <param name="Revision">The number of the revision.</param>
/// <param name="Items">The entries.</param>
internal sealed record StoreEntries(long Revision, IReadOnlyList<JsonObject> Items)
{
    public static string KeyOf(JsonObject entry) => (string)entry["key"]!;

    public static string KindOf(JsonObject entry) => (string)entry["kind"]!;

    public static bool HasLabels(JsonObject entry) => entry["labels"] is JsonObject { Count: > 0 };

    /// <summary>Returns the entries with all labels.</summary>
    public IEnumerable<JsonObject> With(IReadOnlyDictionary<string, string> labels)
        => Items.Where(entry => labels.All(label => (string?)entry["labels"]?[label.Key] == label.Value));

    /// <summary>Returns the keys of the plugins of every route, in their order.</summary>
    public static IEnumerable<string> PluginsOf(IEnumerable<JsonObject> entries)
        => entries.Where(entry => KindOf(entry) == FileEntry.Plugins).OrderBy(entry => (int?)entry["position"] ?? 0).Select(KeyOf);
}

using System.Text.Json.Nodes;
using GatewayKit.Masking;
using GatewayKit.Store;

namespace GatewayKit.Admin.Entries;

/// <summary>An entry of the store.</summary>
/// <param name="Key">The key, such as <c>routes/orders</c>.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Id">The id.</param>
/// <param name="Version">The number of the revision that has last changed it.</param>
/// <param name="Labels">The labels.</param>
/// <param name="Position">The position among the plugins of every route; absent for other kinds.</param>
/// <param name="Secrets">The JSON Pointers of values that are secret, whatever their names; absent if there are none.</param>
/// <param name="Content">The content with the keys of a configuration file; absent if it is empty. Secrets are <c>"***"</c>.</param>
internal sealed record EntryDocument(
    string Key, string Kind, string Id, long Version, IReadOnlyDictionary<string, string> Labels, int? Position,
    IReadOnlyList<string>? Secrets, JsonNode? Content)
{
    public static EntryDocument Of(StoreEntry entry, ConfigSecrets secrets) => new(
        entry.Key.ToString(), entry.Key.Kind, entry.Key.Id, entry.Version, entry.Labels,
        entry.Key.Kind == EntryKinds.Plugins ? entry.Position : null, entry.Secrets.IsEmpty ? null : entry.Secrets,
        secrets.Masked(JsonNode.Parse(entry.Content), entry.Secrets));
}

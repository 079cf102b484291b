using System.Text.Json.Nodes;

namespace GatewayKit.Cli.Declarative;

/// <summary>Writes the entries of a store like a configuration file.</summary>
internal static class ConfigExport
{
    private static readonly string[] s_kinds = ["routes", "clusters", "groups", "consumers", "problems"];

    public static JsonObject Of(IEnumerable<JsonObject> entries)
    {
        var all = entries.ToList();
        var document = new JsonObject();
        foreach (var setting in Of("settings", all))
            document[IdOf(setting)] = ContentOf(setting);

        var plugins = StoreEntries.PluginsOf(all).Select(key => all.First(entry => StoreEntries.KeyOf(entry) == key)).ToList();
        if (plugins.Count > 0)
            document[FileEntry.Plugins] = new JsonArray([.. plugins.Select(ContentOf)]);
        foreach (var kind in s_kinds)
        {
            var members = new JsonObject(Of(kind, all).Select(
                entry => KeyValuePair.Create(IdOf(entry), (JsonNode?)ContentOf(entry))));
            if (members.Count > 0)
                document[kind] = members;
        }

        return document;
    }

    private static IEnumerable<JsonObject> Of(string kind, List<JsonObject> entries)
        => entries.Where(entry => StoreEntries.KindOf(entry) == kind).OrderBy(IdOf, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the content; an empty mapping for null, because a file doesn't define an entry by null.</summary>
    private static JsonNode ContentOf(JsonObject entry) => entry["content"]?.DeepClone() ?? new JsonObject();

    private static string IdOf(JsonObject entry) => (string)entry["id"]!;
}

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
            document[IdOf(setting)] = setting["content"]?.DeepClone();

        var plugins = StoreEntries.PluginsOf(all).Select(key => all.First(entry => StoreEntries.KeyOf(entry) == key)).ToList();
        if (plugins.Count > 0)
            document[FileEntry.Plugins] = new JsonArray([.. plugins.Select(plugin => plugin["content"]?.DeepClone())]);
        foreach (var kind in s_kinds)
        {
            var members = new JsonObject(Of(kind, all).Select(
                entry => KeyValuePair.Create(IdOf(entry), entry["content"]?.DeepClone())));
            if (members.Count > 0)
                document[kind] = members;
        }

        return document;
    }

    private static IEnumerable<JsonObject> Of(string kind, List<JsonObject> entries)
        => entries.Where(entry => StoreEntries.KindOf(entry) == kind).OrderBy(IdOf, StringComparer.OrdinalIgnoreCase);

    private static string IdOf(JsonObject entry) => (string)entry["id"]!;
}

using System.Text.Json.Nodes;

namespace GatewayKit.Cli.Declarative;

/// <summary>The transaction after which the store has the entries of files, and no others of the same owner.</summary>
internal static class ConfigTransaction
{
    /// <param name="files">The entries of the files.</param>
    /// <param name="store">The entries of the store.</param>
    /// <param name="labels">The labels of the owner; empty for the whole store.</param>
    /// <param name="revision">The revision that the changes are based on.</param>
    /// <param name="message">The reason.</param>
    public static JsonObject Of(
        IReadOnlyList<FileEntry> files, StoreEntries store, IReadOnlyDictionary<string, string> labels, long revision, string message)
    {
        var owned = store.With(labels).ToList();
        var positions = Positions(files, owned, labels.Count > 0);
        var marked = owned.Where(entry => entry["secrets"] is not null).Select(StoreEntries.KeyOf)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var changes = new JsonArray();
        foreach (var file in files)
        {
            var change = new JsonObject { ["key"] = file.Key, ["content"] = file.Content?.DeepClone() };

            // Null deletes an entry; an empty one is an empty mapping.
            if (file.Content is null)
                change["content"] = new JsonObject();
            if (file.Variables.Pointers.Count > 0 || marked.Contains(file.Key))
                change["secrets"] = new JsonArray([.. file.Variables.Pointers.Select(pointer => (JsonNode?)pointer)]);
            if (positions.TryGetValue(file.Key, out var position))
                change["position"] = position;
            changes.Add(change);
        }

        foreach (var key in Deleted(files, owned).Select(StoreEntries.KeyOf))
            changes.Add(new JsonObject { ["key"] = key, ["content"] = null });
        var transaction = new JsonObject { ["basedOn"] = revision, ["message"] = message, ["changes"] = changes };
        if (labels.Count > 0)
            transaction["scope"] = new JsonObject(labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
        return transaction;
    }

    /// <summary>Returns the entries of an owner that the files don't contain.</summary>
    public static IEnumerable<JsonObject> Deleted(IReadOnlyList<FileEntry> files, IEnumerable<JsonObject> owned)
    {
        var kept = files.Select(file => file.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return owned.Where(entry => !kept.Contains(StoreEntries.KeyOf(entry)));
    }

    /// <summary>Returns the entries of a store that differences change or delete.</summary>
    public static IEnumerable<JsonObject> Changed(JsonArray differences, IEnumerable<JsonObject> entries)
    {
        var keys = differences.Select(difference => (string)difference!["key"]!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return entries.Where(entry => keys.Contains(StoreEntries.KeyOf(entry)));
    }

    /// <summary>Returns the positions of plugins whose order differs. The order among the plugins of several owners isn't theirs.</summary>
    private static Dictionary<string, int> Positions(IReadOnlyList<FileEntry> files, List<JsonObject> owned, bool isLimited)
    {
        string[] wanted = [.. files.Where(file => file.Kind == FileEntry.Plugins).Select(file => file.Key)];
        string[] before = [.. StoreEntries.PluginsOf(owned)];
        var known = before.Where(key => wanted.Contains(key, StringComparer.OrdinalIgnoreCase));
        var isSame = known
            .Concat(wanted.Where(key => !before.Contains(key, StringComparer.OrdinalIgnoreCase)))
            .SequenceEqual(wanted, StringComparer.OrdinalIgnoreCase);
        return isLimited || isSame
            ? []
            : wanted.Select((key, i) => (key, i)).ToDictionary(pair => pair.key, pair => pair.i, StringComparer.OrdinalIgnoreCase);
    }
}

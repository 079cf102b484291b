using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Ownership;
using GatewayKit.Kubernetes.TestServer.Schemas;

namespace GatewayKit.Kubernetes.TestServer.Patching;

/// <summary>Merges an applied configuration into an object, and removes fields that are no longer applied.</summary>
internal static class ApplyMerge
{
    public static JsonNode? Merge(JsonNode? live, JsonNode? applied, Schema schema)
    {
        if (live is JsonObject former && applied is JsonObject members && !schema.IsAtomic)
        {
            foreach (var (name, member) in members)
            {
                var merged = Merge(former[name], member, schema.Property(name));
                if (!ReferenceEquals(merged, former[name]))
                    former[name] = merged;
            }

            return former;
        }

        if (live is not JsonArray formerItems || applied is not JsonArray items || schema.ListKind == ListKind.Atomic)
            return applied.Clone();

        foreach (var item in items)
        {
            var existing = ListItems.Find(formerItems, ListItems.Identity(item, schema) ?? "", schema);
            if (existing is null)
                formerItems.Add(item.Clone());
            else if (schema.ListKind == ListKind.Map)
                Merge(existing, item, schema.Item);
        }

        return formerItems;
    }

    /// <summary>Removes the fields of a set, and objects and lists that become empty.</summary>
    public static void Remove(JsonNode? live, FieldSet set, Schema schema)
    {
        foreach (var (key, child) in set.Children)
        {
            if (!FieldSets.TryFind(live, key, schema, out var part, out var partSchema))
                continue;

            if (!child.IsMember)
                Remove(part, child, partSchema);
            if (!child.IsMember && part is not (JsonObject { Count: 0 } or JsonArray { Count: 0 }))
                continue;

            if (live is JsonObject members)
                members.Remove(key[2..]);
            else
                ((JsonArray)live!).Remove(part);
        }
    }

    /// <summary>Returns the paths of fields that both sets have and whose applied value differs: outer fields first.</summary>
    public static IEnumerable<string> Conflicts(
        FieldSet mine, FieldSet theirs, JsonNode? live, JsonNode? applied, Schema schema, string path = "")
    {
        var inner = new List<string>();
        foreach (var (key, child) in mine.Children)
        {
            if (theirs.Child(key) is not { } other
                || !FieldSets.TryFind(live, key, schema, out var current, out var partSchema)
                || !FieldSets.TryFind(applied, key, schema, out var wanted, out _))
                continue;

            var name = key[0] == 'f' ? $"{path}.{key[2..]}" : $"{path}[{Show(key)}]";
            if (child.IsMember && other.IsMember && IsValue(wanted, partSchema) && !JsonNode.DeepEquals(current, wanted))
                yield return name;
            inner.AddRange(Conflicts(child, other, current, wanted, partSchema, name));
        }

        foreach (var conflict in inner)
            yield return conflict;
    }

    /// <summary>Returns whether a value is replaced as a whole.</summary>
    private static bool IsValue(JsonNode? value, Schema schema) => value switch
    {
        JsonObject => schema.IsAtomic,
        JsonArray => schema.ListKind == ListKind.Atomic,
        _ => true,
    };

    /// <summary>Shows the keys of an item as messages do: <c>name="a",port=80</c>.</summary>
    private static string Show(string key) => key[0] == 'k'
        ? string.Join(",", ((JsonObject)JsonNode.Parse(key[2..])!).Select(k => $"{k.Key}={JsonText.Show(k.Value)}"))
        : $"={key[2..]}";
}

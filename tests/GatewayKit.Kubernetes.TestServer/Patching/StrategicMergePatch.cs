using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Schemas;

namespace GatewayKit.Kubernetes.TestServer.Patching;

/// <summary>A strategic merge patch, in which lists of core kinds are merged by a key of their items.</summary>
internal static class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string Order = "$setElementOrder/";
    private const string Deletions = "$deleteFromPrimitiveList/";

    public static JsonObject Apply(JsonObject target, JsonObject patch, Schema schema)
    {
        var directive = patch.Text(Directive);
        if (directive is "replace" or "delete")
            target.Clear();
        if (directive == "delete")
            return target;

        if (patch.Array("$retainKeys") is { } retained)
            Retain(target, retained);
        foreach (var (name, change) in patch)
        {
            if (name.StartsWith(Deletions, StringComparison.Ordinal))
                RemoveItems(target.Array(name[Deletions.Length..]), (JsonArray)change!);
            if (name.StartsWith('$'))
                continue;

            if (change is null)
                target.Remove(name);
            else
                Merge(target, name, change, schema.Property(name));
        }

        foreach (var (name, order) in patch)
            if (name.StartsWith(Order, StringComparison.Ordinal) && target.Array(name[Order.Length..]) is { } items)
                Sort(items, (JsonArray)order!, schema.Property(name[Order.Length..]));
        return target;
    }

    private static void Merge(JsonObject target, string name, JsonNode change, Schema schema)
    {
        if (change is JsonObject members)
            Apply(target.Ensure(name), members, schema);
        else if (change is JsonArray items && schema.PatchKey is { } key && target[name] is not null)
            MergeItems(target.Array(name)!, items, key, schema);
        else
            target[name] = change is JsonArray added ? new JsonArray([.. Values(added).Select(JsonAccess.Clone)]) : change.DeepClone();
    }

    private static void MergeItems(JsonArray target, JsonArray changes, string key, Schema schema)
    {
        if (changes.OfType<JsonObject>().Any(change => change.Text(Directive) == "replace"))
            target.Clear();
        foreach (var change in changes)
        {
            var existing = key.Length == 0
                ? target.FirstOrDefault(item => JsonNode.DeepEquals(item, change))
                : target.FirstOrDefault(item => JsonNode.DeepEquals(item.At(key), change.At(key)));
            switch ((change as JsonObject).Text(Directive))
            {
                case "delete":
                    target.Remove(existing);
                    break;
                case "replace":
                    break;
                default:
                    if (existing is null)
                        target.Add(change.Clone());
                    else if (existing is JsonObject members)
                        Apply(members, (JsonObject)change!, schema.Item);
                    break;
            }
        }
    }

    private static IEnumerable<JsonNode?> Values(JsonArray items)
        => items.Where(item => (item as JsonObject)?.ContainsKey(Directive) is not true);

    private static void Retain(JsonObject target, JsonArray retained)
    {
        var names = retained.Select(JsonAccess.Text).ToHashSet();
        foreach (var name in target.Select(member => member.Key).Where(name => !names.Contains(name)).ToList())
            target.Remove(name);
    }

    private static void RemoveItems(JsonArray? target, JsonArray removed)
    {
        foreach (var item in removed)
            if (target?.FirstOrDefault(candidate => JsonNode.DeepEquals(candidate, item)) is { } found)
                target.Remove(found);
    }

    private static void Sort(JsonArray items, JsonArray order, Schema schema)
    {
        var sorted = items.OrderBy(item => Position(item)).ToList();
        items.Clear();
        foreach (var item in sorted)
            items.Add(item);

        int Position(JsonNode? item)
        {
            for (var index = 0; index < order.Count; index++)
                if (schema.PatchKey is { Length: > 0 } key
                    ? JsonNode.DeepEquals(item.At(key), order[index].At(key))
                    : JsonNode.DeepEquals(item, order[index]))
                    return index;
            return int.MaxValue;
        }
    }
}

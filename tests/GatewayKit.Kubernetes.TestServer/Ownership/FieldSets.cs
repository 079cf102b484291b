using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Schemas;

namespace GatewayKit.Kubernetes.TestServer.Ownership;

/// <summary>Computes the fields of objects.</summary>
internal static class FieldSets
{
    /// <summary>Returns the fields of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="isUpdate">Whether objects and lists themselves belong to the set, as after an update.</param>
    public static FieldSet Of(JsonNode? value, Schema schema, bool isUpdate = false)
    {
        var result = new FieldSet { IsMember = isUpdate };
        if (value is JsonObject { Count: > 0 } members && !schema.IsAtomic)
            foreach (var (name, member) in members)
                result.Add($"f:{name}", Of(member, schema.Property(name), isUpdate));
        else if (value is JsonArray { Count: > 0 } items && schema.ListKind != ListKind.Atomic)
            foreach (var item in items)
                result.Add(KeyOf(item, schema), OfItem(item, schema, isUpdate));
        else
            result.IsMember = true;
        return result;
    }

    /// <summary>Returns the fields of a value that are missing in the old value or differ from it.</summary>
    public static FieldSet Changed(JsonNode? old, JsonNode? value, Schema schema)
    {
        var result = new FieldSet();
        if (JsonNode.DeepEquals(old, value))
            return result;

        if (old is JsonObject former && value is JsonObject members && !schema.IsAtomic)
            foreach (var (name, member) in members)
                result.Add($"f:{name}", former.TryGetPropertyValue(name, out var before)
                    ? Changed(before, member, schema.Property(name))
                    : Of(member, schema.Property(name), isUpdate: true));
        else if (old is JsonArray formerItems && value is JsonArray items && schema.ListKind != ListKind.Atomic)
            foreach (var item in items)
                result.Add(KeyOf(item, schema), ListItems.Find(formerItems, ListItems.Identity(item, schema)!, schema) is { } before
                    ? Changed(before, item, schema.Item)
                    : OfItem(item, schema, isUpdate: true));
        else
            return Of(value, schema, isUpdate: true);
        return result;
    }

    /// <summary>Returns the part of a set whose fields exist in a value.</summary>
    public static FieldSet Existing(FieldSet set, JsonNode? value, Schema schema)
    {
        var result = new FieldSet { IsMember = set.IsMember };
        foreach (var (key, child) in set.Children)
            if (TryFind(value, key, schema, out var member, out var memberSchema))
                result.Add(key, Existing(child, member, memberSchema));
        return result;
    }

    /// <summary>Finds the part of a value that a key of a set names.</summary>
    public static bool TryFind(JsonNode? value, string key, Schema schema, out JsonNode? part, out Schema partSchema)
    {
        var name = key[2..];
        (part, partSchema) = (null, schema.Item);
        if (key[0] != 'f')
            return (part = ListItems.Find(value as JsonArray, name, schema)) is not null;

        partSchema = schema.Property(name);
        return value is JsonObject members && members.TryGetPropertyValue(name, out part);
    }

    private static string KeyOf(JsonNode? item, Schema list)
        => (list.ListKind == ListKind.Map ? "k:" : "v:") + ListItems.Identity(item, list);

    private static FieldSet OfItem(JsonNode? item, Schema list, bool isUpdate)
    {
        var result = Of(item, list.Item, isUpdate);
        result.IsMember = true;
        return result;
    }
}

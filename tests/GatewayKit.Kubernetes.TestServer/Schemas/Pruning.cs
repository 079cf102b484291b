using System.Text.Json.Nodes;

namespace GatewayKit.Kubernetes.TestServer.Schemas;

/// <summary>Removes members that the schema doesn't know, and nulls that mean an absent value.</summary>
internal static class Pruning
{
    /// <summary>Prunes a value.</summary>
    /// <returns>The paths of the unknown members.</returns>
    public static IReadOnlyList<string> Prune(JsonObject value, Schema schema)
    {
        var removed = new List<string>();
        Prune(value, schema, null, removed);
        return removed;
    }

    private static void Prune(JsonNode? value, Schema schema, FieldPath? path, List<string> removed)
    {
        if (value is JsonObject members)
            PruneMembers(members, schema, path, removed);
        else if (value is JsonArray items && schema.Items is not null)
            for (var index = 0; index < items.Count; index++)
                if (items[index] is JsonObject or JsonArray)
                    Prune(items[index], schema.Items, FieldPath.Item(path, index), removed);
    }

    private static void PruneMembers(JsonObject members, Schema schema, FieldPath? path, List<string> removed)
    {
        List<string>? unwanted = null;
        foreach (var (name, member) in members)
        {
            if (schema.Known(name) is not { } known)
            {
                if (schema.PreservesUnknown)
                    continue;

                (unwanted ??= []).Add(name);
                removed.Add(FieldPath.Member(path, name).ToString());
            }
            else if (member is null)
            {
                if (!known.IsNullable && !ReferenceEquals(known, Schema.Anything))
                    (unwanted ??= []).Add(name);
            }
            else if (member is JsonObject or JsonArray)
                Prune(member, known, FieldPath.Member(path, name), removed);
        }

        foreach (var name in unwanted ?? [])
            members.Remove(name);
    }
}

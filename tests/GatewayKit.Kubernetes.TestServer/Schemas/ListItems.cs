using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Schemas;

/// <summary>Identifies the items of lists that are merged.</summary>
internal static class ListItems
{
    /// <summary>Returns the identity of an item: the JSON of its keys or of its value; <c>null</c> if it has none.</summary>
    public static string? Identity(JsonNode? item, Schema list)
    {
        if (list.ListKind == ListKind.Set)
            return JsonText.Show(item);
        if (item is not JsonObject members)
            return null;

        var keys = new JsonObject();
        foreach (var key in list.Keys)
            if ((members[key] ?? list.Item.Known(key)?.Default) is { } value)
                keys[key] = value.DeepClone();
        return keys.Count == 0 ? null : JsonText.Show(keys);
    }

    /// <summary>Returns the item with an identity; <c>null</c> if there is none.</summary>
    public static JsonNode? Find(JsonArray? items, string identity, Schema list)
        => items?.FirstOrDefault(item => Identity(item, list) == identity);
}

using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Storage;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>The table that <c>kubectl get</c> prints.</summary>
internal static class Table
{
    private static readonly Column s_name = new("Name", "string", ".metadata.name");

    public static bool IsWanted(HttpRequest request) => Discovery.Accepts(request, "as=Table");

    public static JsonObject Of(Kind kind, IEnumerable<StoredObject> objects, long version, string? token)
    {
        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (token is not null)
            metadata["continue"] = token;
        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = metadata,
            ["columnDefinitions"] = new JsonArray([.. kind.Columns.Prepend(s_name).Select(Definition)]),
            ["rows"] = new JsonArray([.. objects.Select(o => Row(kind, o))]),
        };
    }

    private static JsonObject Definition(Column column) => new JsonObject
    {
        ["name"] = column.Name,
        ["type"] = column.Type == "date" ? "string" : column.Type,
        ["format"] = column.Name == "Name" ? "name" : "",
        ["description"] = "",
        ["priority"] = column.Priority,
    };

    private static JsonObject Row(Kind kind, StoredObject stored)
    {
        var value = stored.ToJson(kind);
        return new JsonObject
        {
            ["cells"] = new JsonArray([.. kind.Columns.Select(column => Cell(value, column)).Prepend(stored.Name)]),
            ["object"] = new JsonObject
            {
                ["kind"] = "PartialObjectMetadata",
                ["apiVersion"] = "meta.k8s.io/v1",
                ["metadata"] = value["metadata"].Clone(),
            },
        };
    }

    private static JsonNode? Cell(JsonObject value, Column column)
    {
        var found = JsonPath.Find(value, column.Path);
        if (column.Type == "date")
            return found is [var first, ..] && first.Text() is { } text
                ? Age(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture))
                : "<unknown>";

        return string.Join(",", found.Select(item => item is JsonValue scalar ? scalar.ToString() : JsonText.Show(item)));
    }

    private static string Age(DateTimeOffset since)
    {
        var age = TimeProvider.System.GetUtcNow() - since;
        return age.TotalMinutes < 2 ? $"{(int)age.TotalSeconds}s"
            : age.TotalHours < 3 ? $"{(int)age.TotalMinutes}m"
            : age.TotalDays < 2 ? $"{(int)age.TotalHours}h"
            : $"{(int)age.TotalDays}d";
    }
}

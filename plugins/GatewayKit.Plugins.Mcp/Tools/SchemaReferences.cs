using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>Reads the references of schemas.</summary>
internal static class SchemaReferences
{
    private const int MaxHops = 16;

    /// <summary>Follows a schema that only refers to another one.</summary>
    public static OpenApiSchema Target(OpenApiSchema schema)
    {
        for (var hop = 0; hop < MaxHops && Of(schema.Json) is { } reference; hop++)
        {
            if (schema.Follow(reference) is not { } target)
                break;
            schema = target;
        }

        return schema;
    }

    /// <summary>Returns the reference of a schema; <c>null</c> for none.</summary>
    public static string? Of(JsonElement json)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty("$ref", out var reference)
            && reference.ValueKind == JsonValueKind.String ? reference.GetString() : null;

    /// <summary>Whether the schema is a reference whose siblings don't count, as before JSON Schema 2019-09.</summary>
    public static bool StandsAlone(OpenApiSchema owner, JsonElement json)
        => owner.Dialect < JsonSchemaDialect.Draft202012 && Of(json) is not null;
}

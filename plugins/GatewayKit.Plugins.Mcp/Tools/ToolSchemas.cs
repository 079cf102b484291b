using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>The schemas of a tool: JSON Schema 2020-12, complete in themselves.</summary>
internal static class ToolSchemas
{
    /// <summary>Writes the schema of the arguments: an object with the parameters and the body.</summary>
    /// <exception cref="SchemaTooLargeException">The schema is too long or too deep.</exception>
    public static JsonElement Input(OpenApiOperation operation, ToolParts parts)
    {
        using var schema = new SchemaWriter(SchemaDirection.Request);
        var json = schema.Json;
        json.WriteStartObject();
        json.WriteString("type"u8, "object"u8);
        json.WriteStartObject("properties"u8);
        foreach (var (name, parameter) in parts.Arguments)
        {
            json.WritePropertyName(name);
            schema.Write(parameter.Content?.Schema ?? parameter.Schema, parameter.Description);
        }

        if (parts.BodyArgument is not null)
        {
            json.WritePropertyName(parts.BodyArgument);
            schema.Write(parts.BodyType?.Schema, operation.RequestBody?.Description);
        }

        json.WriteEndObject();
        WriteRequired(json, operation, parts);
        json.WriteBoolean("additionalProperties"u8, false);
        return schema.Complete();
    }

    /// <summary>Writes the schema of the result; <c>null</c> if successful responses aren't always the same kind of JSON object.</summary>
    /// <exception cref="SchemaTooLargeException">The schema is too long or too deep.</exception>
    public static JsonElement? Output(OpenApiOperation operation)
    {
        var declared = operation.Responses.Where(response => response.Code.StartsWith('2')).ToList();
        if (declared is not [{ Content: [var only] }] || only.Schema is null
            || !MediaType.TryParse(only.Name, out var type) || !type.IsJson)
            return null;

        var target = SchemaReferences.Target(only.Schema);
        if (target.Json.ValueKind != JsonValueKind.Object
            || !target.Json.TryGetProperty("type", out var kind) || kind.ValueKind != JsonValueKind.String || !kind.ValueEquals("object"u8)
            || (target.Json.TryGetProperty("nullable", out var nullable) && nullable.ValueKind == JsonValueKind.True))
            return null;

        using var schema = new SchemaWriter(SchemaDirection.Response);
        schema.Json.WriteStartObject();
        schema.WriteRoot(target);
        return schema.Complete();
    }

    private static void WriteRequired(Utf8JsonWriter json, OpenApiOperation operation, ToolParts parts)
    {
        json.WriteStartArray("required"u8);
        foreach (var (name, parameter) in parts.Arguments.Where(argument => argument.Parameter.Required))
            json.WriteStringValue(name);
        if (parts.BodyArgument is not null && operation.RequestBody is { Required: true })
            json.WriteStringValue(parts.BodyArgument);
        json.WriteEndArray();
    }
}

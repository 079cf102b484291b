using System.Buffers;
using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>
/// Writes schemas of an OpenAPI document as one JSON Schema 2020-12 without references to the document: the targets of references become
/// <c>$defs</c>. Members of the other direction (<c>readOnly</c>, <c>writeOnly</c>) and keywords that only OpenAPI has aren't written.
/// </summary>
internal sealed class SchemaWriter : IDisposable
{
    private const int MaxSize = 256 * 1024;
    private const int MaxDepth = 60;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly SchemaDefinitions _definitions = new();
    private readonly OtherDirection _other;

    public SchemaWriter(SchemaDirection direction)
    {
        _other = new OtherDirection(direction);
        Json = new Utf8JsonWriter(_buffer);
    }

    /// <summary>The writer of the schema, for its own members.</summary>
    public Utf8JsonWriter Json { get; }

    public void Dispose() => Json.Dispose();

    /// <summary>Writes a schema as a value.</summary>
    /// <param name="schema">The schema; <c>null</c> for any value.</param>
    /// <param name="description">The description, instead of its own; <c>null</c> for its own.</param>
    public void Write(OpenApiSchema? schema, string? description = null)
    {
        if (schema is { Json.ValueKind: JsonValueKind.Object }
            && (description is null || !SchemaReferences.StandsAlone(schema, schema.Json)))
        {
            WriteObject(schema, schema.Json, description);
            return;
        }

        Json.WriteStartObject();
        if (description is not null)
            Json.WriteString("description"u8, description);
        if (schema?.Json.ValueKind == JsonValueKind.False)
            Json.WriteStartObject("not"u8);
        if (schema?.Json.ValueKind == JsonValueKind.False)
            Json.WriteEndObject();
        if (schema?.Json.ValueKind == JsonValueKind.Object)
            WriteReference(schema, schema.Json.GetProperty("$ref").GetString()!);
        Json.WriteEndObject();
    }

    /// <summary>Writes the members of an object's schema, and those of the target if it only refers to another one: clients expect the
    /// type at the root.</summary>
    public void WriteRoot(OpenApiSchema schema)
    {
        var target = SchemaReferences.Target(schema);
        WriteMembers(target, target.Json, null);
    }

    /// <summary>Writes the targets of references, closes the object, and returns the schema.</summary>
    /// <exception cref="SchemaTooLargeException">The schema is too long or too deep.</exception>
    public JsonElement Complete()
    {
        if (_definitions.ArePending)
        {
            Json.WriteStartObject("$defs"u8);
            while (_definitions.TryTake(out var name, out var schema))
            {
                Json.WritePropertyName(name);
                Write(schema);
            }

            Json.WriteEndObject();
        }

        Json.WriteEndObject();
        Json.Flush();
        return JsonElement.Parse(_buffer.WrittenSpan);
    }

    private void WriteValue(OpenApiSchema owner, JsonElement value)
    {
        if (Json.CurrentDepth > MaxDepth || Json.BytesCommitted + Json.BytesPending > MaxSize)
            throw new SchemaTooLargeException();

        if (value.ValueKind == JsonValueKind.Object)
        {
            WriteObject(owner, value, null);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            Json.WriteStartArray();
            foreach (var item in value.EnumerateArray())
                WriteValue(owner, item);
            Json.WriteEndArray();
        }
        else
        {
            value.WriteTo(Json);
        }
    }

    private void WriteObject(OpenApiSchema owner, JsonElement schema, string? description)
    {
        Json.WriteStartObject();
        WriteMembers(owner, schema, description);
        Json.WriteEndObject();
    }

    private void WriteMembers(OpenApiSchema owner, JsonElement schema, string? description)
    {
        if (SchemaReferences.StandsAlone(owner, schema))
        {
            WriteReference(owner, SchemaReferences.Of(schema)!);
            return;
        }

        if (description is not null)
            Json.WriteString("description"u8, description);
        var omitted = _other.PropertiesOf(owner, schema);
        foreach (var member in schema.EnumerateObject())
        {
            if (description is null || member.Name != "description")
                WriteKeyword(owner, schema, member, omitted);
        }
    }

    private void WriteKeyword(OpenApiSchema owner, JsonElement schema, JsonProperty member, HashSet<string>? omitted)
    {
        var (name, value) = (member.Name, member.Value);
        switch (name)
        {
            case "$id" or "$schema" or "$anchor" or "$dynamicAnchor" or "$defs" or "definitions" or "$comment":
            case "xml" or "discriminator" or "externalDocs" or "nullable" or "readOnly" or "writeOnly" or "deprecated":
            case not null when name.StartsWith("x-", StringComparison.OrdinalIgnoreCase):
                break;

            case "$ref" or "$dynamicRef" when value.ValueKind == JsonValueKind.String:
                WriteReference(owner, value.GetString()!);
                break;

            case "type" when value.ValueKind == JsonValueKind.String && IsTrue(schema, "nullable"):
                Json.WriteStartArray(name);
                value.WriteTo(Json);
                Json.WriteStringValue("null"u8);
                Json.WriteEndArray();
                break;

            // Before Draft 6, they were flags of the other keyword.
            case "exclusiveMinimum" or "exclusiveMaximum" when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                break;
            case "minimum" when IsTrue(schema, "exclusiveMinimum"):
                Json.WritePropertyName("exclusiveMinimum"u8);
                value.WriteTo(Json);
                break;
            case "maximum" when IsTrue(schema, "exclusiveMaximum"):
                Json.WritePropertyName("exclusiveMaximum"u8);
                value.WriteTo(Json);
                break;

            case "example":
                Json.WriteStartArray("examples"u8);
                WriteData(value);
                Json.WriteEndArray();
                break;
            case "examples" when value.ValueKind != JsonValueKind.Array || schema.TryGetProperty("example", out _):
                break;

            case "required" when value.ValueKind == JsonValueKind.Array:
                Json.WriteStartArray(name);
                foreach (var item in value.EnumerateArray().Where(item => omitted?.Contains(item.GetString() ?? "") != true))
                    item.WriteTo(Json);
                Json.WriteEndArray();
                break;

            case "enum" or "const" or "default" or "examples" or "dependentRequired":
                Json.WritePropertyName(name);
                WriteData(value);
                break;

            case "properties" or "patternProperties" or "dependentSchemas" when value.ValueKind == JsonValueKind.Object:
                Json.WriteStartObject(name);
                foreach (var named in value.EnumerateObject().Where(named => name != "properties" || omitted?.Contains(named.Name) != true))
                {
                    Json.WritePropertyName(named.Name);
                    WriteValue(owner, named.Value);
                }

                Json.WriteEndObject();
                break;

            default:
                Json.WritePropertyName(name!);
                WriteValue(owner, value);
                break;
        }
    }

    private void WriteData(JsonElement value)
    {
        if (Json.BytesCommitted + Json.BytesPending > MaxSize)
            throw new SchemaTooLargeException();
        value.WriteTo(Json);
    }

    private void WriteReference(OpenApiSchema owner, string reference)
    {
        // A reference whose target doesn't exist allows anything.
        if (owner.Follow(reference) is { } target)
            Json.WriteString("$ref"u8, $"#/$defs/{_definitions.NameOf(target)}");
    }

    private static bool IsTrue(JsonElement schema, string keyword)
        => schema.ValueKind == JsonValueKind.Object
            && schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;
}

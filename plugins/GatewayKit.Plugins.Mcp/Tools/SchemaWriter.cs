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
    private const int MaxHops = 16;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Queue<(string Name, OpenApiSchema Schema)> _pending = [];
    private readonly UniqueNames _unique = new();
    private readonly SchemaDirection _direction;

    public SchemaWriter(SchemaDirection direction)
    {
        _direction = direction;
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
        if (schema is { Json.ValueKind: JsonValueKind.Object } && (description is null || !StandsAlone(schema, schema.Json)))
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
    public void WriteRoot(OpenApiSchema schema) => WriteMembers(Target(schema), Target(schema).Json, null);

    /// <summary>Writes the targets of references, closes the object, and returns the schema.</summary>
    /// <exception cref="SchemaTooLargeException">The schema is too long or too deep.</exception>
    public JsonElement Complete()
    {
        if (_pending.Count > 0)
        {
            Json.WriteStartObject("$defs"u8);
            while (_pending.TryDequeue(out var next))
            {
                Json.WritePropertyName(next.Name);
                Write(next.Schema);
            }

            Json.WriteEndObject();
        }

        Json.WriteEndObject();
        Json.Flush();
        return JsonElement.Parse(_buffer.WrittenSpan);
    }

    /// <summary>Follows a schema that only refers to another one.</summary>
    public static OpenApiSchema Target(OpenApiSchema schema)
    {
        for (var hop = 0; hop < MaxHops && ReferenceOf(schema.Json) is { } reference; hop++)
        {
            if (schema.Follow(reference) is not { } target)
                break;
            schema = target;
        }

        return schema;
    }

    private static string? ReferenceOf(JsonElement json)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty("$ref", out var reference)
            && reference.ValueKind == JsonValueKind.String ? reference.GetString() : null;

    /// <summary>Whether the schema is a reference whose siblings don't count, as before JSON Schema 2019-09.</summary>
    private static bool StandsAlone(OpenApiSchema owner, JsonElement json)
        => owner.Dialect < JsonSchemaDialect.Draft202012 && ReferenceOf(json) is not null;

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
        if (StandsAlone(owner, schema))
        {
            WriteReference(owner, ReferenceOf(schema)!);
            return;
        }

        if (description is not null)
            Json.WriteString("description"u8, description);
        var omitted = OmittedProperties(owner, schema);
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
        if (owner.Follow(reference) is not { } target)
            return;

        if (!_names.TryGetValue(target.Location, out var name))
        {
            name = _unique.Of(Uri.UnescapeDataString(target.Location).TrimEnd('/', '#').Split('/', '#')[^1]);
            _names.Add(target.Location, name);
            _pending.Enqueue((name, target));
        }

        Json.WriteString("$ref"u8, $"#/$defs/{name}");
    }

    /// <summary>Returns the properties that only the other direction has; <c>null</c> for none.</summary>
    private HashSet<string>? OmittedProperties(OpenApiSchema owner, JsonElement schema)
    {
        if (!schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            return null;

        var keyword = _direction == SchemaDirection.Request ? "readOnly" : "writeOnly";
        HashSet<string>? omitted = null;
        foreach (var property in properties.EnumerateObject())
        {
            if (IsMarked(owner, property.Value, keyword))
                (omitted ??= new HashSet<string>(StringComparer.Ordinal)).Add(property.Name);
        }

        return omitted;
    }

    private static bool IsMarked(OpenApiSchema owner, JsonElement property, string keyword)
        => (!StandsAlone(owner, property) && IsTrue(property, keyword))
            || (ReferenceOf(property) is { } reference && owner.Follow(reference) is { } target && IsTrue(Target(target).Json, keyword));

    private static bool IsTrue(JsonElement schema, string keyword)
        => schema.ValueKind == JsonValueKind.Object
            && schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;
}

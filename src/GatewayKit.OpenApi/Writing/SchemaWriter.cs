using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.OpenApi.Writing;

/// <summary>Writes schemas. The targets of references become components, which are written afterwards.</summary>
internal sealed class SchemaWriter(Utf8JsonWriter json)
{
    private readonly ComponentNames _names = new();
    private readonly Queue<OpenApiSchema> _pending = [];

    /// <summary>Returns the next component that must be written.</summary>
    public bool TryTakePending([NotNullWhen(true)] out string? name, [NotNullWhen(true)] out OpenApiSchema? schema)
    {
        name = _pending.TryDequeue(out schema) ? _names.Of(schema.Location, out _) : null;
        return schema is not null && name is not null;
    }

    /// <summary>Writes a schema as a value.</summary>
    public void Write(OpenApiSchema schema) => Write(schema, schema.Json);

    private void Write(OpenApiSchema owner, JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (var item in schema.EnumerateArray())
                Write(owner, item);
            json.WriteEndArray();
            return;
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            schema.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        foreach (var member in schema.EnumerateObject())
            WriteKeyword(owner, member.Name, member.Value);
        json.WriteEndObject();
    }

    private void WriteKeyword(OpenApiSchema owner, string name, JsonElement value)
    {
        switch (name)
        {
            // References don't need them any more, and extensions may be internal.
            case "$id" or "$schema" or "$anchor" or "$dynamicAnchor" or "$defs" or "definitions":
            case not null when name.StartsWith("x-", StringComparison.OrdinalIgnoreCase):
                break;

            case "$ref" or "$dynamicRef" when value.ValueKind == JsonValueKind.String:
                WriteReference(owner, value.GetString()!);
                break;

            case "enum" or "const" or "default" or "example" or "examples" or "xml" or "externalDocs" or "required":
                json.WritePropertyName(name);
                value.WriteTo(json);
                break;

            case "discriminator" when value.ValueKind == JsonValueKind.Object:
                json.WriteStartObject(name);
                WriteDiscriminator(owner, value);
                json.WriteEndObject();
                break;

            case "properties" or "patternProperties" or "dependentSchemas" when value.ValueKind == JsonValueKind.Object:
                json.WriteStartObject(name);
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    Write(owner, member.Value);
                }

                json.WriteEndObject();
                break;

            default:
                json.WritePropertyName(name!);
                Write(owner, value);
                break;
        }
    }

    private void WriteReference(OpenApiSchema owner, string reference)
    {
        // A reference whose target doesn't exist allows anything.
        if (owner.Follow(reference) is { } target)
            json.WriteString("$ref"u8, ReferenceTo(target));
    }

    private void WriteDiscriminator(OpenApiSchema owner, JsonElement discriminator)
    {
        foreach (var member in discriminator.EnumerateObject())
        {
            if (member.Name != "mapping" || member.Value.ValueKind != JsonValueKind.Object)
            {
                json.WritePropertyName(member.Name);
                member.Value.WriteTo(json);
                continue;
            }

            json.WriteStartObject(member.Name);
            foreach (var mapping in member.Value.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.String))
            {
                var text = mapping.Value.GetString()!;
                json.WriteString(mapping.Name, text.AsSpan().ContainsAny('#', '/') && owner.Follow(text) is { } target
                    ? ReferenceTo(target) : text);
            }

            json.WriteEndObject();
        }
    }

    private string ReferenceTo(OpenApiSchema target)
    {
        var name = _names.Of(target.Location, out var isNew);
        if (isNew)
            _pending.Enqueue(target);
        return $"#/components/schemas/{JsonPointer.Escape(name)}";
    }
}

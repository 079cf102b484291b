using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>Converts text to JSON of the schema's types. Text that can't be converted stays a string, which the schema then rejects. Not
/// thread-safe.</summary>
internal sealed class TextCoercion(SchemaDirection direction) : IDisposable
{
    private const int LargestKept = 65_536;

    private static readonly JsonWriterOptions s_options =
        new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _json = new(256);
    private Utf8JsonWriter? _writer;

    /// <summary>Whether the instance is worth keeping, because its buffer is still small.</summary>
    public bool IsSmall => _json.Capacity <= LargestKept;

    /// <summary>The budget for determining the type of a text.</summary>
    public EvaluationBudget? Budget { get; set; }

    public JsonElement ToJson(TextNode node, SchemaSurface shape)
    {
        _json.ResetWrittenCount();
        _writer ??= new Utf8JsonWriter(_json, s_options);
        _writer.Reset(_json);
        Write(_writer, node, shape);
        _writer.Flush();
        return JsonElement.Parse(_json.WrittenSpan);
    }

    public void Dispose() => _writer?.Dispose();

    private void Write(Utf8JsonWriter writer, TextNode node, SchemaSurface shape)
    {
        if (node.Data is { } data)
            data.WriteTo(writer);
        else if (node.Members is { } members)
            WriteObject(writer, members, shape);
        else if (node.Items is { } items)
            WriteArray(writer, items, shape.Items);
        else if (shape is { IsArray: true, IsScalar: false })
            WriteArray(writer, [node], shape.Items);
        else
            WriteScalar(writer, node.Text!, shape);
    }

    private void WriteObject(Utf8JsonWriter writer, List<KeyValuePair<string, TextNode>> members, SchemaSurface shape)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            Write(writer, value, shape.Property(name));
        }
        writer.WriteEndObject();
    }

    private void WriteArray(Utf8JsonWriter writer, List<TextNode> items, SchemaSurface shape)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            Write(writer, item, shape);
        writer.WriteEndArray();
    }

    /// <summary>If a text may have several types, uses the first one that the schema allows, with string and null last.</summary>
    private void WriteScalar(Utf8JsonWriter writer, string text, SchemaSurface shape)
    {
        var types = shape.IsUnknown ? JsonTypes.String : shape.Types;
        var isText = types.HasFlag(JsonTypes.String);
        var isNull = types.HasFlag(JsonTypes.Null) && text is "" or "null";
        if (((types & (JsonTypes.Number | JsonTypes.Integer)) != 0 && JsonNumberText.IsNumber(text))
            || (types.HasFlag(JsonTypes.Boolean) && text is "true" or "false"))
        {
            if (!(isText || isNull) || shape.Allows(JsonElement.Parse(text), direction, Budget))
            {
                writer.WriteRawValue(text, skipInputValidation: true);
                return;
            }
        }
        if (isNull && !(isText && shape.Allows(AsText(text), direction, Budget)))
            writer.WriteNullValue();
        else
            writer.WriteStringValue(text);
    }

    private static JsonElement AsText(string text) => JsonElement.Parse(text.Length == 0 ? "\"\"" : $"\"{text}\"");
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Operators.Pages;

namespace GatewayKit.Operators.Forms;

/// <summary>Writes values as the texts of fields, and reads them again. A text that wasn't changed keeps its value as it is
/// stored.</summary>
internal static class FieldTexts
{
    private const int DeepestJson = 50;

    public static string Of(SchemaShape shape, JsonNode? value) => shape.Kind switch
    {
        _ when value is null => "",
        FieldKind.Secret or FieldKind.Group => "",
        FieldKind.List => value is JsonArray items ? string.Join('\n', items.Select(JsonText.Line)) : JsonText.Line(value),
        FieldKind.Json => JsonText.Whole(value),
        _ => JsonText.Line(value),
    };

    /// <summary>Reads the text of a field.</summary>
    /// <param name="shape">The shape of the option.</param>
    /// <param name="text">The text.</param>
    /// <param name="current">The current value.</param>
    /// <param name="error">The error; null if there is none.</param>
    /// <returns>The value; null for none.</returns>
    public static JsonNode? Read(SchemaShape shape, string text, JsonNode? current, out string? error)
    {
        error = null;
        if (text == Of(shape, current))
            return current?.DeepClone();
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return shape.Kind switch
        {
            FieldKind.Number => Number(text.Trim()),
            FieldKind.Switch => text is "true" or "false" ? JsonValue.Create(text == "true") : JsonValue.Create(text),
            FieldKind.Choice => Choice(shape.Bare, text),
            FieldKind.List => List(shape, text, current),
            FieldKind.Json => Json(text, out error),
            _ => JsonValue.Create(text),
        };
    }

    private static JsonValue Number(string text)
        => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? JsonValue.Create(integer)
            : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var number) ? JsonValue.Create(number)
            : JsonValue.Create(text);

    private static JsonNode Choice(JsonObject schema, string text)
        => (schema["enum"] as JsonArray)?.FirstOrDefault(member => JsonText.Line(member) == text)?.DeepClone() ?? JsonValue.Create(text);

    private static JsonNode List(SchemaShape shape, string text, JsonNode? current)
    {
        var stored = current as JsonArray ?? [];
        JsonNode[] items = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => stored.FirstOrDefault(item => JsonText.Line(item) == line)?.DeepClone()
                ?? (IsNumber(shape.Item!) ? Number(line) : JsonValue.Create(line)))];
        return shape.AllowsSingle && current is not JsonArray && items is [var only] ? only : new JsonArray(items);
    }

    private static bool IsNumber(JsonObject schema) => schema["type"] is JsonValue type && (string?)type is "integer" or "number";

    private static JsonNode? Json(string text, out string? error)
    {
        error = null;
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions
            {
                MaxDepth = DeepestJson,
                AllowDuplicateProperties = false,
            });
        }
        catch (JsonException invalid)
        {
            error = invalid.LineNumber is { } line
                ? string.Create(CultureInfo.InvariantCulture, $"isn't valid JSON in line {line + 1}.")
                : "isn't valid JSON: a key occurs twice, or it is nested too deep.";
            return null;
        }
    }
}

using System.Text.Json.Nodes;
using GatewayKit.Operators.Pages;

namespace GatewayKit.Operators.Forms;

/// <summary>Describes what a schema allows.</summary>
internal static class FieldBounds
{
    /// <summary>Returns the description; null if everything is allowed.</summary>
    public static string? Of(SchemaShape shape)
    {
        var schema = shape.Bare;
        string?[] parts =
        [
            Range(Text("minimum") ?? Before("more than ", Text("exclusiveMinimum")),
                Text("maximum") ?? Before("less than ", Text("exclusiveMaximum")), ""),
            Range(Text("minLength"), Text("maxLength"), " characters"),
            Range(Text("minItems"), Text("maxItems"), " items"),
            schema["examples"] is JsonArray examples ? $"such as {string.Join(", ", examples.Select(JsonText.Line))}" : null,
            shape.Kind == FieldKind.List ? "one on each line" : null,
        ];
        return string.Join("; ", parts.OfType<string>()) is { Length: > 0 } text ? text : null;

        string? Text(string key) => schema[key] is { } value ? JsonText.Line(value) : null;
    }

    private static string? Before(string word, string? text) => text is null ? null : word + text;

    private static string? Range(string? minimum, string? maximum, string unit) => (minimum, maximum) switch
    {
        (null, null) => null,
        (null, _) => $"at most {maximum}{unit}",
        (_, null) => $"at least {minimum}{unit}",
        _ => $"{minimum} to {maximum}{unit}",
    };
}

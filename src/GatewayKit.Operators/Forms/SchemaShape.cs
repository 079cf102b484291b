using System.Text.Json.Nodes;

namespace GatewayKit.Operators.Forms;

/// <summary>The shape of an option: its schema without the alternatives that a form doesn't need, and the kind of its field.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Bare">The schema of the value.</param>
/// <param name="Item">The schema of the items of a list; null for others.</param>
/// <param name="AllowsSingle">Whether a list can also be written as its only item.</param>
internal sealed record SchemaShape(FieldKind Kind, JsonObject Bare, JsonObject? Item = null, bool AllowsSingle = false)
{
    private const string Definitions = "#/$defs/";
    private const string Variable = Definitions + "variable";
    private const int DeepestGroup = 2;

    /// <summary>Returns the shape of an option.</summary>
    /// <param name="schema">The schema of the option.</param>
    /// <param name="definitions">The definitions that schemas refer to.</param>
    /// <param name="current">The current value.</param>
    /// <param name="depth">The depth of the option. Deeper records are JSON.</param>
    public static SchemaShape Of(JsonObject schema, JsonObject definitions, JsonNode? current, int depth)
    {
        var shape = ShapeOf(schema, definitions, current, depth);
        var isScalar = shape.Kind is FieldKind.Text or FieldKind.Number or FieldKind.Choice;
        if (isScalar && ((bool?)schema["writeOnly"] == true || IsMask(current)))
            return shape with { Kind = FieldKind.Secret };
        return Fits(shape.Kind, current) ? shape : shape with { Kind = FieldKind.Json };
    }

    private static SchemaShape ShapeOf(JsonObject schema, JsonObject definitions, JsonNode? current, int depth)
    {
        if (schema["anyOf"] is JsonArray all)
        {
            JsonObject[] branches = [.. all.OfType<JsonObject>().Where(branch => (string?)branch["$ref"] != Variable)];
            if (branches is [var only])
                return ShapeOf(only, definitions, current, depth);
            if (branches is [var single, var list] && ShapeOf(list, definitions, current, depth) is { Kind: FieldKind.List } shape
                && ShapeOf(single, definitions, null, depth).Kind is FieldKind.Text or FieldKind.Choice)
                return shape with { AllowsSingle = true };
            return current is JsonObject && branches is [_, var record]
                ? ShapeOf(record, definitions, current, depth)
                : new SchemaShape(FieldKind.Json, schema);
        }

        if (schema["enum"] is JsonArray)
            return new SchemaShape(FieldKind.Choice, schema);
        if ((string?)schema["$ref"] is { } reference)
            return OfReference(reference[Definitions.Length..], definitions, depth);

        string?[] types = schema["type"] is JsonArray several ? [.. several.Select(type => (string?)type)] : [(string?)schema["type"]];
        return types switch
        {
            ["boolean"] => new SchemaShape(FieldKind.Switch, schema),
            ["integer"] or ["number"] => new SchemaShape(FieldKind.Number, schema),
            ["array"] => OfArray(schema, definitions, depth),
            _ when types.Contains("string") => new SchemaShape(FieldKind.Text, schema),
            _ => new SchemaShape(FieldKind.Json, schema),
        };
    }

    private static SchemaShape OfReference(string name, JsonObject definitions, int depth) => definitions[name] switch
    {
        JsonObject record when record["properties"] is JsonObject && depth < DeepestGroup => new SchemaShape(FieldKind.Group, record),
        JsonObject scalar when name is "duration" or "size" => new SchemaShape(FieldKind.Text, scalar),
        _ => new SchemaShape(FieldKind.Json, []),
    };

    private static SchemaShape OfArray(JsonObject schema, JsonObject definitions, int depth)
        => schema["items"] is JsonObject item && (bool?)item["writeOnly"] != true
            && ShapeOf(item, definitions, null, depth) is { Kind: FieldKind.Text or FieldKind.Number or FieldKind.Choice } shape
                ? new SchemaShape(FieldKind.List, schema, shape.Bare)
                : new SchemaShape(FieldKind.Json, schema);

    /// <summary>Returns whether a field of a kind can show a value.</summary>
    private static bool Fits(FieldKind kind, JsonNode? current) => kind switch
    {
        _ when current is null => true,
        FieldKind.Group => current is JsonObject,
        FieldKind.List => current is JsonValue || (current is JsonArray items && items.All(IsLine)),
        FieldKind.Json => true,
        _ => current is JsonValue value && (!value.TryGetValue<string>(out var text) || !text.AsSpan().ContainsAny('\r', '\n')),
    };

    private static bool IsLine(JsonNode? item)
        => item is JsonValue value && !IsMask(value)
            && (!value.TryGetValue<string>(out var text)
                || (text.Trim() == text && text.Length > 0 && !text.AsSpan().ContainsAny('\r', '\n')));

    private static bool IsMask(JsonNode? node)
        => node is JsonValue value && value.TryGetValue<string>(out var text) && text == Masking.ConfigSecrets.Mask;
}

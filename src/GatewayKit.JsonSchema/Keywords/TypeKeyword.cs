using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>type</c>, with the <c>nullable</c> of OpenAPI 3.0.</summary>
internal sealed class TypeKeyword(SchemaNode schema, JsonTypes types) : Keyword(schema, "type")
{
    private static readonly string[] s_compositions = ["allOf", "anyOf", "oneOf", "not", "if"];

    public JsonTypes Types => types;

    public static void Read(SchemaReader schema)
    {
        if (!schema.TryGet("type", out var value))
            AllowNull(schema);
        else if (Read(schema, value) is { } types)
            Add(schema, types);
    }

    private static void Add(SchemaReader schema, JsonTypes types)
    {
        if (schema.IsNullable)
            types |= JsonTypes.Null;
        schema.Types = types;
        schema.Add(new TypeKeyword(schema.Node, types));
    }

    /// <summary>Without a type, <c>nullable</c> doesn't have a meaning (OpenAPI 3.0.3, section 4.7.24), but many documents write it next to
    /// <c>allOf</c> and similar keywords, because there is no other way to express it.</summary>
    private static void AllowNull(SchemaReader schema)
    {
        if (!schema.Options.Tolerant || !schema.IsNullable || !Array.Exists(s_compositions, keyword => schema.TryGet(keyword, out _)))
            return;
        schema.Warn("nullable", "'nullable' has no effect without 'type'. It is read as allowing null.");
        schema.Node.AllowsNull = true;
    }

    private static JsonTypes? Read(SchemaReader schema, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array && schema.Version != JsonSchemaDialect.OpenApi30 && !schema.Options.Tolerant)
            return Strict(schema, value.EnumerateArray());
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0)
            return schema.Tolerates("type", TypeNames.Rule, "An empty list is ignored.") ? null : JsonTypes.None;
        if (value.ValueKind == JsonValueKind.Null)
            return Unquoted(schema);
        if (JsonTypeNames.Parse(value) is { } type && (type != JsonTypes.Null || schema.Version != JsonSchemaDialect.OpenApi30))
            return type;
        return Loose(schema, value);
    }

    private static JsonTypes Strict(SchemaReader schema, IEnumerable<JsonElement> names)
    {
        var types = JsonTypes.None;
        foreach (var name in names)
        {
            if (JsonTypeNames.Parse(name) is { } type)
                types |= type;
            else
                schema.Error("type", TypeNames.Rule);
        }
        return types;
    }

    private static JsonTypes? Loose(SchemaReader schema, JsonElement value)
    {
        var names = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new[] { value };
        if (TypeNames.Types(value) is { } types)
        {
            var isValid = value.ValueKind == JsonValueKind.Array
                && schema.Version != JsonSchemaDialect.OpenApi30
                && Array.TrueForAll(names, name => JsonTypeNames.Parse(name) is not null);
            if (!isValid && !schema.Tolerates("type",
                TypeNames.Rule, TypeNames.IsAny(types) ? "It is read as any type." : $"It is read as {JsonTypeNames.Describe(types)}."))
                return null;
            return TypeNames.IsAny(types) ? null : types;
        }
        var unknown = Array.Find(names, name => TypeNames.Type(name) is null);
        schema.Error("type",
            $"{(unknown.ValueKind == JsonValueKind.String ? $"'{Shortened.Text(unknown.GetString()!)}' isn't a type. " : "")}"
                + $"{TypeNames.Rule}{TypeNames.Suggestion(unknown)}");
        return null;
    }

    /// <summary>YAML reads an unquoted <c>null</c> as a null value. If it is the only value, it can only be the type.</summary>
    private static JsonTypes? Unquoted(SchemaReader schema)
    {
        var isMeant = schema.Schema.GetPropertyCount() == 1
            || (schema.Schema.GetPropertyCount() == 2 && schema.TryGet("description", out _));
        return schema.Tolerates("type", "A type must be text.", isMeant ? "It is read as the type 'null'." : "It is null and is ignored.")
            && isMeant ? JsonTypes.Null : null;
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
        => Matches(instance, context) || context.Fail(this, instance);

    public override string Message(in JsonElement instance)
        => $"The value must be of type {JsonTypeNames.Describe(types)}, but is of type "
            + $"{JsonTypeNames.Describe(JsonTypeNames.Of(instance))}.";

    private bool Matches(in JsonElement instance, EvaluationContext context)
    {
        var type = JsonTypeNames.Of(instance);
        if (type == JsonTypes.Number && (types & JsonTypes.Number) == 0)
            return (types & JsonTypes.Integer) != 0 && context.TakeReading(instance, Owner) && JsonNumber.Parse(instance).IsInteger;
        return (types & type) != 0;
    }
}

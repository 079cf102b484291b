using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Compilation;
using GatewayKit.OpenApi.Schemas.Evaluation;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Schemas.Keywords;

/// <summary><c>type</c>, with the <c>nullable</c> of OpenAPI 3.0.</summary>
internal sealed class TypeKeyword(SchemaNode schema, JsonTypes types) : Keyword(schema, "type")
{
    public JsonTypes Types => types;

    public static void Read(SchemaReader schema)
    {
        if (!schema.TryGet("type", out var value))
            return;
        var types = JsonTypes.None;
        var names = value.ValueKind == JsonValueKind.Array && schema.Version != JsonSchemaDialect.OpenApi30 ? [.. value.EnumerateArray()] : new[] { value };
        foreach (var name in names)
        {
            if (JsonTypeNames.Parse(name) is { } type && (type != JsonTypes.Null || schema.Version != JsonSchemaDialect.OpenApi30))
                types |= type;
            else
                schema.Error("type", "A type must be one of array, boolean, integer, null, number, object, string; OpenAPI 3.0 has no null and no lists of types.");
        }
        if (schema.IsNullable)
            types |= JsonTypes.Null;
        schema.Add(new TypeKeyword(schema.Node, types));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks) => Matches(instance) || context.Fail(this, instance);

    public override string Message(in JsonElement instance) => $"The value must be of type {JsonTypeNames.Describe(types)}, but is of type {JsonTypeNames.Describe(JsonTypeNames.Of(instance))}.";

    private bool Matches(in JsonElement instance)
    {
        var type = JsonTypeNames.Of(instance);
        if (type == JsonTypes.Number && (types & JsonTypes.Number) == 0)
            return (types & JsonTypes.Integer) != 0 && JsonNumber.Parse(instance).IsInteger;
        return (types & type) != 0;
    }
}

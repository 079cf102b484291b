using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>prefixItems</c> and <c>items</c>; before 2020-12 <c>items</c> and <c>additionalItems</c>.</summary>
internal sealed class ItemsKeyword(SchemaNode schema, SchemaNode[] prefix, SchemaNode? rest) : Keyword(schema, "items")
{
    public IReadOnlyList<SchemaNode> Prefix => prefix;

    public SchemaNode? Rest => rest;

    public override IEnumerable<SchemaNode> Subschemas => rest is null ? prefix : [.. prefix, rest];

    public static void Read(SchemaReader schema)
    {
        var isList = schema.TryGet("items", out var items) && items.ValueKind == JsonValueKind.Array;
        var isTuple = isList && IsTuple(schema, items);
        var prefix = isTuple
            ? schema.Subschemas("items")
            : schema.Version == JsonSchemaDialect.Draft202012 ? schema.Subschemas("prefixItems") : [];
        var rest = isTuple ? schema.AdditionalSubschema("additionalItems") : isList ? null : schema.Subschema("items");
        if (prefix.Length > 0 || rest is not null)
            schema.Add(new ItemsKeyword(schema.Node, prefix, rest));
    }

    /// <summary>Whether a list of schemas applies to the first items, as before 2020-12. OpenAPI never supported it, but documents use
    /// it.</summary>
    private static bool IsTuple(SchemaReader schema, JsonElement items)
    {
        const string rule = "'items' must be a schema.";
        if (schema.Version is JsonSchemaDialect.Draft4 or JsonSchemaDialect.Draft7)
            return true;
        if (items.GetArrayLength() == 0)
            return schema.Tolerates("items", rule, "It is empty and is ignored.") && false;
        return schema.Tolerates("items", rule, "The list is read as one schema for each of the first items.");
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (instance.ValueKind != JsonValueKind.Array)
            return true;
        var (valid, index) = (true, 0);
        foreach (var item in instance.EnumerateArray())
        {
            if ((index < prefix.Length ? prefix[index] : rest) is not { } expected)
                break;
            valid &= context.Item(expected, item, index);
            if (!valid && !context.Continues)
                break;
            context.Mark(marks, index++);
        }
        return valid;
    }
}

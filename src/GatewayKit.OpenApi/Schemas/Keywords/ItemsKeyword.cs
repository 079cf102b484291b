using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Compilation;
using GatewayKit.OpenApi.Schemas.Evaluation;

namespace GatewayKit.OpenApi.Schemas.Keywords;

/// <summary><c>prefixItems</c> and <c>items</c>; before 2020-12 <c>items</c> and <c>additionalItems</c>.</summary>
internal sealed class ItemsKeyword(SchemaNode schema, SchemaNode[] prefix, SchemaNode? rest) : Keyword(schema, "items")
{
    public IReadOnlyList<SchemaNode> Prefix => prefix;

    public SchemaNode? Rest => rest;

    public override IEnumerable<SchemaNode> Subschemas => rest is null ? prefix : [.. prefix, rest];

    public static void Read(SchemaReader schema)
    {
        var isTuple = schema.Version is JsonSchemaDialect.Draft4 or JsonSchemaDialect.Draft7 && schema.TryGet("items", out var items) && items.ValueKind == JsonValueKind.Array;
        var prefix = schema.Version == JsonSchemaDialect.Draft202012 ? schema.Subschemas("prefixItems") : isTuple ? schema.Subschemas("items") : [];
        var rest = isTuple ? schema.AdditionalSubschema("additionalItems") : schema.Subschema("items");
        if (prefix.Length > 0 || rest is not null)
            schema.Add(new ItemsKeyword(schema.Node, prefix, rest));
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

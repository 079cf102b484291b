using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>unevaluatedItems</c>.</summary>
internal sealed class UnevaluatedItemsKeyword(SchemaNode schema, SchemaNode rest) : Keyword(schema, "unevaluatedItems")
{
    public SchemaNode Rest => rest;

    public override IEnumerable<SchemaNode> Subschemas => [rest];

    public override bool Holds(SchemaNode owner) => !owner.LosesMembers;

    public static void Read(SchemaReader schema)
    {
        if (schema.Subschema("unevaluatedItems") is not { } rest)
            return;
        schema.Node.LooksAtUnevaluated = true;
        schema.Add(new UnevaluatedItemsKeyword(schema.Node, rest));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (instance.ValueKind != JsonValueKind.Array)
            return true;
        var (valid, index) = (true, -1);
        foreach (var item in instance.EnumerateArray())
        {
            if (context.IsMarked(marks, ++index))
                continue;
            valid &= context.Item(rest, item, index);
            if (!valid && !context.Continues)
                break;
        }
        context.MarkAll(marks);
        return valid;
    }
}

using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>unevaluatedProperties</c>.</summary>
internal sealed class UnevaluatedPropertiesKeyword(SchemaNode schema, SchemaNode rest) : Keyword(schema, "unevaluatedProperties")
{
    public SchemaNode Rest => rest;

    public override IEnumerable<SchemaNode> Subschemas => [rest];

    public override bool Holds(SchemaNode owner) => !owner.LosesMembers;

    public static void Read(SchemaReader schema)
    {
        if (schema.Subschema("unevaluatedProperties") is not { } rest)
            return;
        schema.Node.LooksAtUnevaluated = true;
        schema.Add(new UnevaluatedPropertiesKeyword(schema.Node, rest));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (instance.ValueKind != JsonValueKind.Object)
            return true;
        var (valid, ordinal) = (true, -1);
        foreach (var property in instance.EnumerateObject())
        {
            if (context.IsMarked(marks, ++ordinal))
                continue;
            valid &= context.Member(rest, property);
            if (!valid && !context.Continues)
                break;
        }
        context.MarkAll(marks);
        return valid;
    }
}

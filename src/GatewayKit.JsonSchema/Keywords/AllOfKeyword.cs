using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>allOf</c>.</summary>
internal sealed class AllOfKeyword(SchemaNode schema, SchemaNode[] branches) : Keyword(schema, "allOf")
{
    public IReadOnlyList<SchemaNode> Branches => branches;

    public override IEnumerable<SchemaNode> Subschemas => branches;

    public override bool AppliesInPlace => true;

    public static void Read(SchemaReader schema)
    {
        if (schema.Subschemas("allOf") is { Length: > 0 } branches)
            schema.Add(new AllOfKeyword(schema.Node, branches));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        var valid = true;
        foreach (var branch in branches)
        {
            valid &= branch.Evaluate(instance, context, marks);
            if (!valid && !context.Continues)
                break;
        }
        return valid;
    }
}

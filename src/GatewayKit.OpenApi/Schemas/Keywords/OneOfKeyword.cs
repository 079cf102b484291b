using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Compilation;
using GatewayKit.OpenApi.Schemas.Evaluation;

namespace GatewayKit.OpenApi.Schemas.Keywords;

/// <summary><c>oneOf</c>. If none is valid, what is wrong with each follows the error.</summary>
internal sealed class OneOfKeyword(SchemaNode schema, SchemaNode[] branches) : Keyword(schema, "oneOf")
{
    public override IEnumerable<SchemaNode> Subschemas => branches;

    public override bool AppliesInPlace => true;

    public static void Read(SchemaReader schema)
    {
        if (schema.Subschemas("oneOf") is { Length: > 0 } branches)
            schema.Add(new OneOfKeyword(schema.Node, branches));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        var count = 0;
        foreach (var branch in branches)
        {
            if (context.Try(branch, instance, marks) && ++count == 2)
                break;
        }
        if (count == 1)
            return true;
        if (context.Collects)
            context.Report(this, $"The value must be valid against exactly one of {branches.Length} schemas, but is against {(count == 0 ? "none" : "several")}.");
        if (count == 0)
            context.Explain(branches, instance);
        return false;
    }
}

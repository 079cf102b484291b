using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Compilation;
using GatewayKit.OpenApi.Schemas.Evaluation;

namespace GatewayKit.OpenApi.Schemas.Keywords;

/// <summary><c>anyOf</c>. If none is valid, what is wrong with each follows the error.</summary>
internal sealed class AnyOfKeyword(SchemaNode schema, SchemaNode[] branches) : Keyword(schema, "anyOf")
{
    public override IEnumerable<SchemaNode> Subschemas => branches;

    public override bool AppliesInPlace => true;

    public static void Read(SchemaReader schema)
    {
        if (schema.Subschemas("anyOf") is { Length: > 0 } branches)
            schema.Add(new AnyOfKeyword(schema.Node, branches));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        var any = false;
        foreach (var branch in branches)
        {
            any |= context.Try(branch, instance, marks);
            // Every branch counts for what is evaluated (2020-12 core, section 10.2.1.2); otherwise one is enough.
            if (any && !marks.AreKept)
                break;
        }
        if (any)
            return true;
        context.Fail(this, instance);
        context.Explain(branches, instance);
        return false;
    }

    public override string Message(in JsonElement instance) => $"The value must be valid against at least one of {branches.Length} schemas, but is against none.";
}

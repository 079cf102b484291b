using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Compilation;
using GatewayKit.OpenApi.Schemas.Evaluation;

namespace GatewayKit.OpenApi.Schemas.Keywords;

/// <summary><c>oneOf</c>. If none is valid, what is wrong with each follows the error; with a discriminator, what is wrong with the branch that it
/// names is all.</summary>
internal sealed class OneOfKeyword(SchemaNode schema, SchemaNode[] branches, DiscriminatorKeyword? discriminator) : Keyword(schema, "oneOf")
{
    public IReadOnlyList<SchemaNode> Branches => branches;

    public override IEnumerable<SchemaNode> Subschemas => branches;

    public override bool AppliesInPlace => true;

    public static void Read(SchemaReader schema)
    {
        if (schema.Subschemas("oneOf") is { Length: > 0 } branches)
            schema.Add(new OneOfKeyword(schema.Node, branches, DiscriminatorKeyword.Read(schema, branches)));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        var named = -1;
        if (discriminator?.Allows(branches, instance, context, marks, out named) == false)
            return false;
        // What a schema allows that something was left out of may be meant for another branch.
        var (count, lax) = named < 0 ? (0, 0) : branches[named].IsLax ? (0, 1) : (1, 0);
        for (var i = 0; i < branches.Length && count < 2; i++)
        {
            if (i == named || !context.Try(branches[i], instance, marks))
                continue;
            count += branches[i].IsLax ? 0 : 1;
            lax += branches[i].IsLax ? 1 : 0;
        }
        if (count == 1 || (count == 0 && lax > 0))
            return true;
        if (context.Collects)
            context.Report(this, $"The value must be valid against exactly one of {branches.Length} schemas, but is against {(count == 0 ? "none" : "several")}.");
        if (count == 0)
            context.Explain(branches, instance);
        return false;
    }
}

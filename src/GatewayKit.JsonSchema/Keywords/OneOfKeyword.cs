using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>oneOf</c>. If no branch is valid, the errors of each branch follow; with a discriminator, only the errors of the selected
/// branch are reported.</summary>
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
        // A schema with parts left out may accept a value that is meant for another branch.
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
            context.Report(this,
                $"The value must match exactly one of {branches.Length} schemas, but matches {(count == 0 ? "none" : "several")}.");
        if (count == 0)
            context.Explain(branches, instance);
        return false;
    }
}

using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>anyOf</c>. If no branch is valid, the errors of each branch follow; with a discriminator, only the errors of the selected
/// branch are reported.</summary>
internal sealed class AnyOfKeyword(SchemaNode schema, SchemaNode[] branches, DiscriminatorKeyword? discriminator) : Keyword(schema, "anyOf")
{
    public IReadOnlyList<SchemaNode> Branches => branches;

    public override IEnumerable<SchemaNode> Subschemas => branches;

    public override bool AppliesInPlace => true;

    public static void Read(SchemaReader schema)
    {
        if (schema.Subschemas("anyOf") is { Length: > 0 } branches)
            schema.Add(new AnyOfKeyword(schema.Node, branches, DiscriminatorKeyword.Read(schema, branches)));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        var named = -1;
        if (discriminator?.Allows(branches, instance, context, marks, out named) == false)
            return false;
        var any = named >= 0;
        // Every valid branch marks evaluated values (2020-12 core, section 10.2.1.2); otherwise one is enough.
        for (var i = 0; i < branches.Length && (!any || marks.AreKept); i++)
            any |= i != named && context.Try(branches[i], instance, marks);
        if (any)
            return true;
        context.Fail(this, instance);
        context.Explain(branches, instance);
        return false;
    }

    public override string Message(in JsonElement instance)
        => $"The value must match at least one of {branches.Length} schemas, but matches none.";
}

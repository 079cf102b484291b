using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>not</c>.</summary>
internal sealed class NotKeyword(SchemaNode schema, SchemaNode negated) : Keyword(schema, "not")
{
    public SchemaNode Negated => negated;

    public override IEnumerable<SchemaNode> Subschemas => [negated];

    public override bool AppliesInPlace => true;

    public override bool Holds(SchemaNode owner) => !negated.IsLax;

    public static void Read(SchemaReader schema)
    {
        if (schema.Subschema("not") is { } negated)
            schema.Add(new NotKeyword(schema.Node, negated));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
        => !context.Try(negated, instance, default) || context.Fail(this, instance);

    public override string Message(in JsonElement instance) => "The value matches a schema that it must not match.";
}

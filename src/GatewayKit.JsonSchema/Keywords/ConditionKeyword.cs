using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>if</c>, <c>then</c> and <c>else</c>.</summary>
internal sealed class ConditionKeyword(SchemaNode schema, SchemaNode condition, SchemaNode? then, SchemaNode? otherwise)
    : Keyword(schema, "if")
{
    public SchemaNode Condition => condition;

    public SchemaNode? Then => then;

    public SchemaNode? Otherwise => otherwise;

    public override IEnumerable<SchemaNode> Subschemas => new[] { condition, then, otherwise }.OfType<SchemaNode>();

    public override bool AppliesInPlace => true;

    public override bool Holds(SchemaNode owner) => !condition.IsLax;

    public static void Read(SchemaReader schema)
    {
        if (!schema.HasDraft7Keywords)
            return;
        var (then, otherwise) = (schema.Subschema("then"), schema.Subschema("else"));
        if (schema.Subschema("if") is { } condition)
            schema.Add(new ConditionKeyword(schema.Node, condition, then, otherwise));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
        => (context.Try(condition, instance, marks) ? then : otherwise)?.Evaluate(instance, context, marks) ?? true;
}

using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>$ref</c>.</summary>
internal sealed class ReferenceKeyword(SchemaNode schema, SchemaNode target) : Keyword(schema, "$ref")
{
    public SchemaNode Target => target;

    public override IEnumerable<SchemaNode> Subschemas => [target];

    public override bool AppliesInPlace => true;

    public static void Read(SchemaReader schema)
    {
        if (!schema.TryGet("$ref", JsonValueKind.String, out var reference))
            return;
        if (schema.Nodes.Find(schema.Node.Resource, reference.GetString()!, out var error) is { } target)
            schema.Add(new ReferenceKeyword(schema.Node, target));
        else
            schema.Error("$ref", error!);
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
        => target.Evaluate(instance, context, marks);
}

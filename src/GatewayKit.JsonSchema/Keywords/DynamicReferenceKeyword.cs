using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>$dynamicRef</c> (2020-12 core, section 8.2.3.2): if the target has a dynamic anchor with that name, the outermost resource
/// that also has it is applied instead.</summary>
internal sealed class DynamicReferenceKeyword(SchemaNode schema, SchemaNode target, string? anchor) : Keyword(schema, "$dynamicRef")
{
    public SchemaNode Target => target;

    public string? Anchor => anchor;

    public override IEnumerable<SchemaNode> Subschemas => [target];

    public override bool AppliesInPlace => true;

    public static void Read(SchemaReader schema)
    {
        if (schema.Version != JsonSchemaDialect.Draft202012 || !schema.TryGet("$dynamicRef", JsonValueKind.String, out var reference))
            return;
        var text = reference.GetString()!;
        if (schema.Nodes.Find(schema.Node.Resource, text, out var error) is not { } target)
        {
            schema.Error("$dynamicRef", error!);
            return;
        }
        var anchor = SchemaUri.Split(text).Fragment;
        if (anchor is not null && target.Resource.DynamicAnchors.TryGetValue(anchor, out var pointer) && pointer == target.Pointer)
            schema.Nodes.UseDynamicAnchor(anchor);
        else
            anchor = null;
        schema.Node.IsDynamic = anchor is not null;
        schema.Add(new DynamicReferenceKeyword(schema.Node, target, anchor));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
        => ((anchor is null ? null : context.Outermost(anchor, Owner)) ?? target).Evaluate(instance, context, marks);
}

using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary>The schema that rejects everything. Its name is that of its keyword, so that errors report <c>additionalProperties</c>, for
/// example.</summary>
internal sealed class FalseKeyword(SchemaNode schema) : Keyword(schema, NameOf(schema))
{
    private readonly SchemaNode _schema = schema;

    public override string Location => _schema.Location;

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks) => context.Fail(this, instance);

    public override string Message(in JsonElement instance) => Name switch
    {
        "additionalProperties" or "unevaluatedProperties" => "The property isn't allowed.",
        "additionalItems" or "unevaluatedItems" or "items" => "The item exceeds the allowed number of items.",
        _ => "No value is allowed here.",
    };

    private static string NameOf(SchemaNode schema)
    {
        var last = schema.Pointer[(schema.Pointer.LastIndexOf('/') + 1)..];
        return last is "additionalProperties" or "unevaluatedProperties" or "additionalItems" or "unevaluatedItems" or "items"
            ? last
            : "false";
    }
}

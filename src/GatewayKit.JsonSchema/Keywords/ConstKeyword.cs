using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>const</c>.</summary>
internal sealed class ConstKeyword(SchemaNode schema, JsonElement value) : Keyword(schema, "const")
{
    public JsonElement Value => value;

    public static void Read(SchemaReader schema)
    {
        if (schema.HasDraft7Keywords && schema.TryGet("const", out var value))
            schema.Add(new ConstKeyword(schema.Node, schema.OfType("const", value)));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
        => (context.TakeReading(instance, Owner) && JsonEquality.Equal(instance, value)) || context.Fail(this, instance);

    public override string Message(in JsonElement instance) => $"The value must be {Shortened.Text(value.GetRawText())}.";
}

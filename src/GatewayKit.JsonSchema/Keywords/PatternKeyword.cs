using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Patterns;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>pattern</c>.</summary>
internal sealed class PatternKeyword(SchemaNode schema, EcmaPattern pattern) : Keyword(schema, "pattern")
{
    public EcmaPattern Pattern => pattern;

    public static void Read(SchemaReader schema)
    {
        if (schema.TryGet("pattern", JsonValueKind.String, out var value)
            && EcmaPattern.Read(schema, "pattern", value.GetString()!) is { } pattern)
            schema.Add(new PatternKeyword(schema.Node, pattern));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (instance.ValueKind != JsonValueKind.String)
            return true;
        using var text = JsonText.Of(instance, stackalloc char[JsonText.BufferSize]);
        return pattern.IsMatch(text.Characters, context) || context.Fail(this, instance);
    }

    public override string Message(in JsonElement instance) => $"The text must match the pattern {Shortened.Text(pattern.Source)}.";
}

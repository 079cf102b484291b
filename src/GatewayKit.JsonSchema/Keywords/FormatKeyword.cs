using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Formats;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>format</c>, if it is checked and the format is known.</summary>
internal sealed class FormatKeyword(SchemaNode schema, string format, TextFormat isValid) : Keyword(schema, "format")
{
    public static void Read(SchemaReader schema)
    {
        if (!schema.TryGet("format", JsonValueKind.String, out var value)
            || !(schema.Options.AssertFormats || schema.Dialect.FormatAssertion))
            return;
        var format = value.GetString()!;
        if (KnownFormats.Find(format, schema.Version) is { } isValid)
            schema.Add(new FormatKeyword(schema.Node, format, isValid));
        else if (NumberRangeKeyword.Find(schema.Node, format) is { } range)
            schema.Add(range);
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (instance.ValueKind != JsonValueKind.String)
            return true;
        if (!context.TakeReading(instance, Owner))
            return false;
        using var text = JsonText.Of(instance, stackalloc char[JsonText.BufferSize]);
        return isValid(text.Characters) || context.Fail(this, instance);
    }

    public override string Message(in JsonElement instance) => $"The text must be in the format {format}.";
}

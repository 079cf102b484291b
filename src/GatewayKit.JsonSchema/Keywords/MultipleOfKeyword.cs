using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>multipleOf</c>.</summary>
internal sealed class MultipleOfKeyword(SchemaNode schema, JsonElement value, JsonDivisor divisor) : Keyword(schema, "multipleOf")
{
    /// <summary>The maximum number of digits; dividing longer numbers takes too long.</summary>
    private const int MaxDigits = 1000;

    public JsonElement Value => value;

    public static void Read(SchemaReader schema)
    {
        if (!schema.TryGet("multipleOf", JsonValueKind.Number, out var value))
            return;
        var number = JsonNumber.Parse(value);
        if (number.CompareTo(JsonNumber.Zero) <= 0)
            schema.Error("multipleOf", "'multipleOf' must be greater than zero.");
        else if (number.Count > MaxDigits)
            schema.Error("multipleOf", $"'multipleOf' may have at most {MaxDigits} digits.");
        else
            schema.Add(new MultipleOfKeyword(schema.Node, value, new JsonDivisor(number)));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
        => instance.ValueKind != JsonValueKind.Number
            || (context.TakeReading(instance, Owner, divisor.Cost) && divisor.Divides(JsonNumber.Parse(instance)))
            || context.Fail(this, instance);

    public override string Message(in JsonElement instance) => $"The number must be a multiple of {Shortened.Text(value.GetRawText())}.";
}

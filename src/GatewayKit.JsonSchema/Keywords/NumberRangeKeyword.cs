using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary>The formats <c>int32</c> and <c>int64</c> of OpenAPI, for numbers.</summary>
internal sealed class NumberRangeKeyword(SchemaNode schema, string format, byte[] minimum, byte[] maximum) : Keyword(schema, "format")
{
    public ReadOnlySpan<byte> Minimum => minimum;

    public ReadOnlySpan<byte> Maximum => maximum;

    public static NumberRangeKeyword? Find(SchemaNode schema, string format) => format switch
    {
        "int32" => new NumberRangeKeyword(schema, format, "-2147483648"u8.ToArray(), "2147483647"u8.ToArray()),
        "int64" => new NumberRangeKeyword(schema, format, "-9223372036854775808"u8.ToArray(), "9223372036854775807"u8.ToArray()),
        _ => null,
    };

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
        => instance.ValueKind != JsonValueKind.Number
            || (context.TakeReading(instance, Owner) && Allows(JsonNumber.Parse(instance)))
            || context.Fail(this, instance);

    public override string Message(in JsonElement instance) => $"The number must be an integer in the range of {format}.";

    private bool Allows(JsonNumber number)
        => number.IsInteger && number.CompareTo(JsonNumber.Parse(minimum)) >= 0 && number.CompareTo(JsonNumber.Parse(maximum)) <= 0;
}

using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>minLength</c> and <c>maxLength</c>, in Unicode code points.</summary>
internal sealed class LengthKeyword(SchemaNode schema, string name, int limit, bool upper) : Keyword(schema, name)
{
    public int Limit => limit;

    public bool IsUpper => upper;

    public static void Read(SchemaReader schema)
    {
        if (schema.Size("minLength") is { } minimum and > 0)
            schema.Add(new LengthKeyword(schema.Node, "minLength", minimum, upper: false));
        if (schema.Size("maxLength") is { } maximum)
            schema.Add(new LengthKeyword(schema.Node, "maxLength", maximum, upper: true));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
        => instance.ValueKind != JsonValueKind.String
            || (context.TakeReading(instance, Owner) && Allows(LengthOf(instance)))
            || context.Fail(this, instance);

    public override string Message(in JsonElement instance)
        => $"The text must have at {(upper ? "most" : "least")} {limit} characters, but has {LengthOf(instance)}.";

    private bool Allows(int length) => upper ? length <= limit : length >= limit;

    private static int LengthOf(in JsonElement instance)
    {
        using var text = JsonText.Of(instance, stackalloc char[JsonText.BufferSize]);
        return text.CountCodePoints();
    }
}

using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>minimum</c>, <c>maximum</c>, <c>exclusiveMinimum</c>, <c>exclusiveMaximum</c>. The exclusive keywords are Booleans in draft
/// 4, numbers in later drafts, and either in OpenAPI 3.0.</summary>
internal sealed class BoundKeyword(SchemaNode schema, string name, JsonElement bound, bool upper, bool exclusive) : Keyword(schema, name)
{
    public JsonElement Bound => bound;

    public bool IsUpper => upper;

    public bool IsExclusive => exclusive;

    public static void Read(SchemaReader schema)
    {
        Read(schema, "minimum", "exclusiveMinimum", upper: false);
        Read(schema, "maximum", "exclusiveMaximum", upper: true);
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
        => instance.ValueKind != JsonValueKind.Number
            || (context.TakeReading(instance, Owner) && Allows(JsonNumber.Parse(instance)))
            || context.Fail(this, instance);

    public override string Message(in JsonElement instance)
        => $"The number must be {(upper ? "less" : "greater")} than "
            + $"{(exclusive ? "" : "or equal to ")}{Shortened.Text(bound.GetRawText())}.";

    private static void Read(SchemaReader schema, string inclusive, string exclusive, bool upper)
    {
        var excludes = Excludes(schema, exclusive, out var own);
        if (schema.TryGet(inclusive, JsonValueKind.Number, out var bound))
            schema.Add(new BoundKeyword(schema.Node, excludes ? exclusive : inclusive, bound, upper, excludes));
        else if (excludes && schema.Options.Tolerant)
            schema.Warn(exclusive, $"'{exclusive}' has no effect without '{inclusive}'.");
        if (own is { } number)
            schema.Add(new BoundKeyword(schema.Node, exclusive, number, upper, exclusive: true));
    }

    /// <summary>Whether draft 4's Boolean makes the bound exclusive; later drafts have a separate number.</summary>
    private static bool Excludes(SchemaReader schema, string exclusive, out JsonElement? number)
    {
        number = null;
        if (!schema.TryGet(exclusive, out var value))
            return false;
        var isFlag = value.ValueKind is JsonValueKind.True or JsonValueKind.False || LenientValues.Flag(value) is not null;
        if (schema.Version >= JsonSchemaDialect.Draft7 && isFlag)
            return schema.Tolerates(exclusive, $"'{exclusive}' must be a number.", "It is read as in OpenAPI 3.0.")
                && (LenientValues.Flag(value) ?? value.ValueKind == JsonValueKind.True);
        if (isFlag || !schema.HasDraft7Keywords)
            return schema.IsTrue(exclusive);
        if (schema.TryGet(exclusive, JsonValueKind.Number, out value))
            number = value;
        return false;
    }

    private bool Allows(JsonNumber number)
    {
        var order = number.CompareTo(JsonNumber.Parse(bound));
        return (order == 0 && !exclusive) || (upper ? order < 0 : order > 0);
    }
}

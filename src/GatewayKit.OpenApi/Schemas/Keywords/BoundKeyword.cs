using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Compilation;
using GatewayKit.OpenApi.Schemas.Evaluation;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Schemas.Keywords;

/// <summary><c>minimum</c>, <c>maximum</c>, <c>exclusiveMinimum</c>, <c>exclusiveMaximum</c>; in draft 4 the exclusive
/// ones are booleans beside the others, in OpenAPI 3.0 either.</summary>
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
        => instance.ValueKind != JsonValueKind.Number || Allows(JsonNumber.Parse(instance)) || context.Fail(this, instance);

    public override string Message(in JsonElement instance)
        => $"The number must be {(upper ? "less" : "greater")} than {(exclusive ? "" : "or equal to ")}{Shortened.Text(bound.GetRawText())}.";

    private static void Read(SchemaReader schema, string inclusive, string exclusive, bool upper)
    {
        var isNumber = schema.Version >= JsonSchemaDialect.Draft7
            || (schema.HasDraft7Keywords && schema.TryGet(exclusive, out var value) && value.ValueKind == JsonValueKind.Number);
        var excludes = !isNumber && schema.IsTrue(exclusive);
        if (schema.TryGet(inclusive, JsonValueKind.Number, out var bound))
            schema.Add(new BoundKeyword(schema.Node, excludes ? exclusive : inclusive, bound, upper, excludes));
        if (isNumber && schema.TryGet(exclusive, JsonValueKind.Number, out bound))
            schema.Add(new BoundKeyword(schema.Node, exclusive, bound, upper, exclusive: true));
    }

    private bool Allows(JsonNumber number)
    {
        var order = number.CompareTo(JsonNumber.Parse(bound));
        return (order == 0 && !exclusive) || (upper ? order < 0 : order > 0);
    }
}

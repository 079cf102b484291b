using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>minItems</c>, <c>maxItems</c>, <c>minProperties</c>, <c>maxProperties</c>.</summary>
internal sealed class CountKeyword(SchemaNode schema, string name, JsonValueKind kind, int limit, bool upper) : Keyword(schema, name)
{
    public JsonValueKind Kind => kind;

    public int Limit => limit;

    public bool IsUpper => upper;

    public static void Read(SchemaReader schema)
    {
        Read(schema, "minItems", JsonValueKind.Array, upper: false);
        Read(schema, "maxItems", JsonValueKind.Array, upper: true);
        Read(schema, "minProperties", JsonValueKind.Object, upper: false);
        Read(schema, "maxProperties", JsonValueKind.Object, upper: true);
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
        => instance.ValueKind != kind || Allows(CountOf(instance)) || context.Fail(this, instance);

    public override string Message(in JsonElement instance)
        => $"The {(kind == JsonValueKind.Array ? "array" : "object")} must have at {(upper ? "most" : "least")} {limit} "
            + $"{(kind == JsonValueKind.Array ? "items" : "properties")}, but has {CountOf(instance)}.";

    private static void Read(SchemaReader schema, string name, JsonValueKind kind, bool upper)
    {
        if (schema.Size(name) is { } limit)
            schema.Add(new CountKeyword(schema.Node, name, kind, limit, upper));
    }

    private bool Allows(int count) => upper ? count <= limit : count >= limit;

    private static int CountOf(in JsonElement instance)
        => instance.ValueKind == JsonValueKind.Array ? instance.GetArrayLength() : instance.GetPropertyCount();
}

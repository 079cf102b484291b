using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
internal sealed class ContainsKeyword(SchemaNode schema, SchemaNode contained, int minimum, int maximum) : Keyword(schema, "contains")
{
    public SchemaNode Contained => contained;

    public int Minimum => minimum;

    public int Maximum => maximum;

    public override IEnumerable<SchemaNode> Subschemas => [contained];

    public static void Read(SchemaReader schema)
    {
        if (!schema.HasDraft7Keywords)
            return;
        var counts = schema.Version == JsonSchemaDialect.Draft202012 && schema.Dialect.Assertions;
        var minimum = counts ? schema.Size("minContains") ?? 1 : 1;
        var maximum = counts ? schema.Size("maxContains") ?? int.MaxValue : int.MaxValue;
        if (schema.Subschema("contains") is { } contained)
            schema.Add(new ContainsKeyword(schema.Node, contained, minimum, maximum));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (instance.ValueKind != JsonValueKind.Array)
            return true;
        var (count, index) = (0, 0);
        foreach (var item in instance.EnumerateArray())
        {
            if (context.TryItem(contained, item))
            {
                count++;
                context.Mark(marks, index);
            }
            index++;
        }
        return (count >= minimum && (count <= maximum || contained.IsLax)) || context.Fail(this, instance);
    }

    public override string Message(in JsonElement instance)
        => maximum == int.MaxValue
            ? $"The number of matching items must be at least {minimum}."
            : $"The number of matching items must be at least {minimum} and at most {maximum}.";
}

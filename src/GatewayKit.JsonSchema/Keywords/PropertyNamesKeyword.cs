using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>propertyNames</c>. A name isn't a JSON value of the instance, so one is created; this is the only keyword that allocates for
/// each property of valid input.</summary>
internal sealed class PropertyNamesKeyword(SchemaNode schema, SchemaNode names) : Keyword(schema, "propertyNames")
{
    public SchemaNode Names => names;

    public override IEnumerable<SchemaNode> Subschemas => [names];

    public static void Read(SchemaReader schema)
    {
        if (schema.HasDraft7Keywords && schema.Subschema("propertyNames") is { } names)
            schema.Add(new PropertyNamesKeyword(schema.Node, names));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (instance.ValueKind != JsonValueKind.Object)
            return true;
        var valid = true;
        foreach (var property in instance.EnumerateObject())
        {
            valid &= context.Take(4, Owner) && context.Name(names, property);
            if (!valid && !context.Continues)
                break;
        }
        return valid;
    }
}

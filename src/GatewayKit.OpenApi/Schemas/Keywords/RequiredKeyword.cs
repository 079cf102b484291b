using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Compilation;
using GatewayKit.OpenApi.Schemas.Evaluation;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Schemas.Keywords;

/// <summary><c>required</c>: one violation for every property that is missing.</summary>
internal sealed class RequiredKeyword(SchemaNode schema, string[] names) : Keyword(schema, "required")
{
    public static void Read(SchemaReader schema)
    {
        if (schema.TryGet("required", out var value) && schema.Names("required", value) is { Length: > 0 } names)
            schema.Add(new RequiredKeyword(schema.Node, names));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (instance.ValueKind != JsonValueKind.Object)
            return true;
        var valid = true;
        foreach (var name in names)
        {
            if (JsonMembers.TryGet(instance, name, out _))
                continue;
            valid = false;
            if (!context.Collects)
                break;
            context.Report(this, $"The property '{Shortened.Text(name)}' is required.");
        }
        return valid;
    }
}

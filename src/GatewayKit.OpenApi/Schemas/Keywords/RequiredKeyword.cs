using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Compilation;
using GatewayKit.OpenApi.Schemas.Evaluation;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Schemas.Keywords;

/// <summary><c>required</c>: one violation for every property that is missing. What OpenAPI takes out of a direction is not required in it.</summary>
internal sealed class RequiredKeyword(SchemaNode schema, string[] names) : Keyword(schema, "required")
{
    public IReadOnlyList<string> Names => names;

    public static void Read(SchemaReader schema)
    {
        if (!schema.TryGet("required", out var value) || schema.Names("required", value) is not { Length: > 0 } names)
            return;
        if (DirectedProperties.For(schema) is { } directed)
            names = Array.FindAll(names, name => !directed.Has(name));
        if (names.Length > 0)
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

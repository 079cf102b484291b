using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>dependentRequired</c>, and the lists of names of <c>dependencies</c>.</summary>
internal sealed class DependentRequiredKeyword(SchemaNode schema, string keyword, (string Name, string[] Required)[] dependencies)
    : Keyword(schema, keyword)
{
    public IReadOnlyList<(string Name, string[] Required)> Dependencies => dependencies;

    public static void Read(SchemaReader schema)
    {
        if (schema.Version == JsonSchemaDialect.Draft202012)
            Read(schema, "dependentRequired");
        else
            Read(schema, "dependencies");
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (instance.ValueKind != JsonValueKind.Object)
            return true;
        var (valid, count) = (true, instance.GetPropertyCount());
        foreach (var (name, required) in dependencies)
        {
            if (!context.Take(count * (1 + required.Length) / 8, Owner))
                return false;
            if (JsonMembers.TryGet(instance, name, out _))
                valid &= HasAll(instance, name, required, context);
        }
        return valid;
    }

    private static void Read(SchemaReader schema, string keyword)
    {
        if (!schema.TryGet(keyword, JsonValueKind.Object, out var members))
            return;
        var lists = members.EnumerateObject().Where(member => keyword != "dependencies" || member.Value.ValueKind == JsonValueKind.Array);
        schema.Add(new DependentRequiredKeyword(schema.Node, keyword,
            [.. lists.Select(member => (member.Name, schema.Names($"{keyword}/{JsonPointer.Escape(member.Name)}", member.Value)))]));
    }

    private bool HasAll(in JsonElement instance, string name, string[] required, EvaluationContext context)
    {
        var valid = true;
        foreach (var other in required)
        {
            if (JsonMembers.TryGet(instance, other, out _))
                continue;
            valid = false;
            if (!context.Collects)
                break;
            context.Report(this, $"The property '{Shortened.Text(other)}' is required because '{Shortened.Text(name)}' is present.");
        }
        return valid;
    }
}

using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>dependentSchemas</c>, and the schemas of <c>dependencies</c>.</summary>
internal sealed class DependentSchemasKeyword(SchemaNode schema, string keyword, (string Name, SchemaNode Schema)[] dependencies)
    : Keyword(schema, keyword)
{
    public IReadOnlyList<(string Name, SchemaNode Schema)> Dependencies => dependencies;

    public override IEnumerable<SchemaNode> Subschemas => dependencies.Select(dependency => dependency.Schema);

    public override bool AppliesInPlace => true;

    public static void Read(SchemaReader schema)
    {
        if (schema.Version == JsonSchemaDialect.Draft202012)
            Add(schema, "dependentSchemas", [.. schema.NamedSubschemas("dependentSchemas")]);
        else if (schema.TryGet("dependencies", JsonValueKind.Object, out var members))
            Add(schema, "dependencies", [.. Schemas(schema, members)]);
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (instance.ValueKind != JsonValueKind.Object)
            return true;
        var (valid, count) = (true, instance.GetPropertyCount());
        foreach (var (name, dependent) in dependencies)
        {
            if (!context.Take(count / 8, Owner))
                return false;
            if (JsonMembers.TryGet(instance, name, out _) && !dependent.Evaluate(instance, context, marks))
                valid = false;
            if (!valid && !context.Continues)
                break;
        }
        return valid;
    }

    private static void Add(SchemaReader schema, string keyword, (string, SchemaNode)[] dependencies)
    {
        if (dependencies.Length > 0)
            schema.Add(new DependentSchemasKeyword(schema.Node, keyword, dependencies));
    }

    private static IEnumerable<(string, SchemaNode)> Schemas(SchemaReader schema, JsonElement members)
    {
        foreach (var member in members.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Array))
        {
            if (schema.Subschema($"dependencies/{JsonPointer.Escape(member.Name)}", member.Value) is { } dependent)
                yield return (member.Name, dependent);
        }
    }
}

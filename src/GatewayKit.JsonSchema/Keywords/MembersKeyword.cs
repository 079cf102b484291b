using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Patterns;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>properties</c>, <c>patternProperties</c> and <c>additionalProperties</c>, in one pass over the instance.</summary>
internal sealed class MembersKeyword(
    SchemaNode schema,
    Dictionary<string, SchemaNode> properties,
    (EcmaPattern Pattern, SchemaNode Schema)[] patterns,
    SchemaNode? additional) : Keyword(schema, "properties")
{
    private readonly Dictionary<string, SchemaNode>.AlternateLookup<ReadOnlySpan<char>> _properties =
        properties.GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyDictionary<string, SchemaNode> Properties => properties;

    public IReadOnlyList<(EcmaPattern Pattern, SchemaNode Schema)> Patterns => patterns;

    public SchemaNode? Additional => additional;

    public override IEnumerable<SchemaNode> Subschemas
        => [.. properties.Values,
            .. patterns.Select(pattern => pattern.Schema), .. additional is null ? Enumerable.Empty<SchemaNode>() : [additional]];

    public static void Read(SchemaReader schema)
    {
        var errors = schema.Node.Findings.Count(finding => finding.Severity == SchemaSeverity.Error);
        var properties = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);
        foreach (var (name, property) in schema.NamedSubschemas("properties"))
            properties[name] = property;

        var patterns = new List<(EcmaPattern, SchemaNode)>();
        foreach (var (source, property) in schema.NamedSubschemas("patternProperties"))
        {
            if (EcmaPattern.Read(schema, $"patternProperties/{JsonPointer.Escape(source)}", source) is { } pattern)
                patterns.Add((pattern, property));
        }

        // A name declared in a part that can't be read must not count as additional.
        var isWhole = schema.Node.Findings.Count(finding => finding.Severity == SchemaSeverity.Error) == errors;
        var additional = isWhole ? schema.AdditionalSubschema("additionalProperties") : null;
        if (properties.Count > 0 || patterns.Count > 0 || additional is not null)
            schema.Add(new MembersKeyword(schema.Node, properties, [.. patterns], additional));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (instance.ValueKind != JsonValueKind.Object)
            return true;
        Span<char> buffer = stackalloc char[JsonText.BufferSize];
        var (valid, ordinal) = (true, 0);
        foreach (var property in instance.EnumerateObject())
        {
            using var name = JsonText.NameOf(property, buffer);
            valid &= EvaluateMember(property, name.Characters, context, marks, ordinal++);
            if (!valid && !context.Continues)
                break;
        }
        return valid;
    }

    private bool EvaluateMember(in JsonProperty property, ReadOnlySpan<char> name, EvaluationContext context, Marks marks, int ordinal)
    {
        var (valid, known) = (true, false);
        if (!context.Take((1 + (name.Length / 16)) * (1 + patterns.Length), Owner))
            return false;
        if (_properties.TryGetValue(name, out var declared))
        {
            known = true;
            valid = context.Member(declared, property);
        }
        foreach (var (pattern, matching) in patterns)
        {
            if (!pattern.IsMatch(name, context))
                continue;
            known = true;
            valid &= context.Member(matching, property);
        }
        if (!known && additional is not null)
        {
            known = true;
            valid = context.Member(additional, property);
        }
        if (known)
            context.Mark(marks, ordinal);
        return valid;
    }
}

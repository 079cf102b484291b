using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary>
/// OpenAPI's <c>discriminator</c> (3.0.3, section 4.7.25) in a schema that others include with <c>allOf</c>: a value must also satisfy the
/// derived schema that it names. If a derived schema is already being applied, because it includes this one, the value must name that
/// schema or one derived from it.
/// </summary>
internal sealed class DerivedSchemaKeyword : Keyword
{
    private readonly string _property;
    private readonly SchemaFamily _family;
    private readonly Dictionary<string, SchemaNode?>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private DerivedSchemaKeyword(SchemaNode schema, string property, SchemaFamily family) : base(schema, "discriminator")
    {
        (_property, _family) = (property, family);
        _lookup = family.Names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The derived schemas; those with a name in the document's order come first.</summary>
    public IReadOnlyCollection<SchemaNode> Derived => _family.Ancestors.Keys;

    /// <summary>Doesn't count as applied in place for cycles, because no schema is applied twice to the same location.</summary>
    public override IEnumerable<SchemaNode> Subschemas => _family.Ancestors.Keys;

    public static void Read(SchemaReader schema)
    {
        if (schema.TryGet("oneOf", out _) || schema.TryGet("anyOf", out _) || DiscriminatorObject.Read(schema) is not { } discriminator)
            return;
        var family = SchemaFamily.Of(schema, discriminator);
        // The discriminator of a schema without derived schemas is ignored.
        if (family.Ancestors.Count == 0)
            return;
        schema.Node.IsContextual = true;
        schema.Add(new DerivedSchemaKeyword(schema.Node, discriminator.Property, family));
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (instance.ValueKind != JsonValueKind.Object || !context.Take(instance.GetPropertyCount() / 8, Owner))
            return true;
        var target = _family.Default;
        if (JsonMembers.TryGet(instance, _property, out var value) && value.ValueKind == JsonValueKind.String)
        {
            using var name = JsonText.Of(value, stackalloc char[JsonText.BufferSize]);
            if (_lookup.TryGetValue(name.Characters, out var named))
                target = named;
            else if (target is null)
                return context.Fail(this, instance);
        }
        if (target is null)
            return true;
        if (context.FindApplied(_family.Kinds) is { } applied
            && applied != target
            && !(_family.Ancestors.TryGetValue(target, out var ancestors) && ancestors.Contains(applied)))
            return context.Fail(this, instance);
        return context.IsApplied(target) || target.Evaluate(instance, context, marks);
    }

    public override string Message(in JsonElement instance) => DiscriminatorKeyword.Expected(_property, _family.Names.Keys);
}

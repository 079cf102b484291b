using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Compilation;
using GatewayKit.OpenApi.Schemas.Evaluation;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Schemas.Keywords;

/// <summary>OpenAPI's <c>discriminator</c> (3.1, section 4.8.25): which branch of the <c>oneOf</c> or <c>anyOf</c> beside it is meant. It never
/// makes valid what the branches refuse; it refuses values that name no branch, or another one than the one that is valid.</summary>
internal sealed class DiscriminatorKeyword : Keyword
{
    private readonly string _property;
    private readonly Dictionary<string, int> _branches;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly bool _namesAll;

    private DiscriminatorKeyword(SchemaNode schema, string property, Dictionary<string, int> branches, bool namesAll) : base(schema, "discriminator")
    {
        (_property, _branches, _namesAll) = (property, branches, namesAll);
        _lookup = branches.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The discriminator of branches; null if there is none, or the dialect doesn't know it.</summary>
    public static DiscriminatorKeyword? Read(SchemaReader schema, SchemaNode[] branches)
    {
        if (schema.Version is not (JsonSchemaDialect.OpenApi30 or JsonSchemaDialect.Draft202012) || !schema.Schema.TryGetProperty("discriminator", out var discriminator))
            return null;
        if (discriminator.ValueKind != JsonValueKind.Object || !discriminator.TryGetProperty("propertyName", out var property) || property.ValueKind != JsonValueKind.String)
            return null;
        var names = DiscriminatorNames.Read(schema, branches, discriminator, out var namesAll);
        return new DiscriminatorKeyword(schema.Node, property.GetString()!, names, namesAll);
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks) => true;

    /// <summary>Evaluates the branch that an instance names; false if there is none, or it is not valid.</summary>
    /// <param name="branches">The branches.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="context">The evaluation.</param>
    /// <param name="marks">Where to note what gets evaluated.</param>
    /// <param name="named">The branch, which is valid; -1 if the instance names none in particular, so that all are to be evaluated.</param>
    public bool Allows(SchemaNode[] branches, in JsonElement instance, EvaluationContext context, Marks marks, out int named)
    {
        named = -1;
        if (instance.ValueKind != JsonValueKind.Object || !JsonMembers.TryGet(instance, _property, out var value) || value.ValueKind != JsonValueKind.String)
            return true;
        using var name = JsonText.Of(value, stackalloc char[JsonText.BufferSize]);
        if (!_lookup.TryGetValue(name.Characters, out named))
        {
            named = -1;
            return !_namesAll || context.Fail(this, instance);
        }
        if (named < 0 || context.Try(branches[named], instance, marks))
            return true;
        context.Explain([branches[named]], instance);
        return false;
    }

    public override string Message(in JsonElement instance)
        => $"The property '{Shortened.Text(_property)}' must be one of {string.Join(", ", _branches.Keys.Take(20).Select(Shortened.Text))}{(_branches.Count > 20 ? ", ..." : "")}.";
}

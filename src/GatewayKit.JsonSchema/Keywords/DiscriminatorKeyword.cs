using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary>OpenAPI's <c>discriminator</c> (3.1, section 4.8.25) next to branches: it selects one of the <c>oneOf</c> or <c>anyOf</c>. It
/// never accepts a value that the branches reject, and it rejects values that name no branch, or a branch other than the valid
/// one.</summary>
internal sealed class DiscriminatorKeyword : Keyword
{
    private readonly string _property;
    private readonly DiscriminatorNames _names;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private DiscriminatorKeyword(SchemaNode schema, string property, DiscriminatorNames names) : base(schema, "discriminator")
    {
        (_property, _names) = (property, names);
        _lookup = names.Branches.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Returns the discriminator of branches; <c>null</c> without one.</summary>
    public static DiscriminatorKeyword? Read(SchemaReader schema, SchemaNode[] branches)
        => DiscriminatorObject.Read(schema) is { } discriminator
            ? new DiscriminatorKeyword(schema.Node, discriminator.Property, new DiscriminatorNames(schema, branches, discriminator))
            : null;

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks) => true;

    /// <summary>Evaluates the branch that an instance names; <c>false</c> if it doesn't exist, or isn't valid.</summary>
    /// <param name="branches">The branches.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="context">The evaluation.</param>
    /// <param name="marks">Records the evaluated values.</param>
    /// <param name="named">The valid branch; -1 if the instance doesn't select one, so that all must be evaluated.</param>
    public bool Allows(SchemaNode[] branches, in JsonElement instance, EvaluationContext context, Marks marks, out int named)
    {
        named = -1;
        if (instance.ValueKind != JsonValueKind.Object || !context.Take(instance.GetPropertyCount() / 8, Owner))
            return true;
        if (!JsonMembers.TryGet(instance, _property, out var value) || value.ValueKind != JsonValueKind.String)
        {
            named = _names.Default;
        }
        else
        {
            using var name = JsonText.Of(value, stackalloc char[JsonText.BufferSize]);
            if (!_lookup.TryGetValue(name.Characters, out named))
            {
                named = _names.Default;
                if (named < 0 && _names.NamesAll)
                    return context.Fail(this, instance);
            }
        }
        if (named < 0 || context.Try(branches[named], instance, marks))
            return true;
        context.Explain([branches[named]], instance);
        return false;
    }

    public override string Message(in JsonElement instance) => Expected(_property, _names.Branches.Keys);

    /// <summary>Describes the allowed values of the discriminator's property.</summary>
    public static string Expected(string property, IReadOnlyCollection<string> names)
        => $"The property '{Shortened.Text(property)}' must be one of "
            + $"{string.Join(", ", names.Take(20).Select(Shortened.Text))}{(names.Count > 20 ? ", ..." : "")}.";
}

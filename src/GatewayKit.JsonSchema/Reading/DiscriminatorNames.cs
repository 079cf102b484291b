using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>The values of a discriminator next to branches: the names in its mapping, the names of the schemas that the branches reference,
/// and the values that the branches declare.</summary>
internal sealed class DiscriminatorNames
{
    private readonly SchemaReader _schema;
    private readonly SchemaNode?[] _targets;
    private readonly string?[] _implied;

    public DiscriminatorNames(SchemaReader schema, SchemaNode[] branches, DiscriminatorObject discriminator)
    {
        _schema = schema;
        _targets = Array.ConvertAll(branches, Target);
        _implied = Array.ConvertAll(branches, ImpliedName);
        foreach (var (name, target) in discriminator.Mapping)
            Branches[name] = Find(target);
        for (var i = 0; i < branches.Length; i++)
        {
            if (_implied[i] is { } name)
                Branches.TryAdd(name, i);
        }
        AddValues(branches, discriminator.Property);
        NamesAll = Enumerable.Range(0, branches.Length).All(Branches.ContainsValue);
        Default = discriminator.Default is { } fallback ? Find(fallback) : -1;
    }

    /// <summary>The index of the branch for each name; -1 if the name's schema isn't a branch.</summary>
    public Dictionary<string, int> Branches { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether every branch has a name.</summary>
    public bool NamesAll { get; }

    /// <summary>The index of the branch for values without a known name; -1 for none.</summary>
    public int Default { get; }

    /// <summary>Adds the values that branches declare. A value of several branches doesn't select one.</summary>
    private void AddValues(SchemaNode[] branches, string property)
    {
        var given = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < branches.Length; i++)
        {
            foreach (var value in DiscriminatorValues.Of((_targets[i] ?? branches[i]).Source, property).Distinct(StringComparer.Ordinal))
                given[value] = given.ContainsKey(value) ? -1 : i;
        }
        foreach (var (value, branch) in given)
            Branches.TryAdd(value, branch);
    }

    /// <summary>A mapping contains the name of a schema, or a reference.</summary>
    private int Find(string value)
    {
        if (Array.IndexOf(_implied, value) is var named and >= 0)
            return named;
        return _schema.Nodes.Find(_schema.Node.Resource, value, out _) is { } target ? Array.IndexOf(_targets, target) : -1;
    }

    private SchemaNode? Target(SchemaNode branch)
        => Reference(branch) is { } reference ? _schema.Nodes.Find(branch.Resource, reference, out _) : null;

    /// <summary>Returns the last part of a branch's reference: the name of a component, or of a file without its extension.</summary>
    private static string? ImpliedName(SchemaNode branch)
    {
        if (Reference(branch) is not { } reference)
            return null;
        var (uri, fragment) = SchemaUri.Split(reference);
        return string.IsNullOrEmpty(fragment)
            ? Path.GetFileNameWithoutExtension(uri)
            : JsonPointer.Unescape(fragment[(fragment.LastIndexOf('/') + 1)..]);
    }

    private static string? Reference(SchemaNode branch)
        => branch.Source.ValueKind == JsonValueKind.Object
            && branch.Source.TryGetProperty("$ref", out var reference)
            && reference.ValueKind == JsonValueKind.String ? reference.GetString() : null;
}

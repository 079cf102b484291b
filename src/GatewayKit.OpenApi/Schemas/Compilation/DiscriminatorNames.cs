using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Evaluation;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Schemas.Compilation;

/// <summary>The names that a discriminator knows: those of its mapping, and the names of the schemas that the branches refer to.</summary>
internal static class DiscriminatorNames
{
    /// <summary>The branches by their names; -1 for a name whose schema is no branch.</summary>
    /// <param name="schema">The schema that the discriminator is in.</param>
    /// <param name="branches">Its branches.</param>
    /// <param name="discriminator">The discriminator.</param>
    /// <param name="namesAll">Whether every branch has a name.</param>
    public static Dictionary<string, int> Read(SchemaReader schema, SchemaNode[] branches, JsonElement discriminator, out bool namesAll)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var targets = Array.ConvertAll(branches, branch => Target(schema, branch));
        var implied = Array.ConvertAll(branches, ImpliedName);
        if (discriminator.TryGetProperty("mapping", out var mapping) && mapping.ValueKind == JsonValueKind.Object)
        {
            foreach (var entry in mapping.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.String))
                names[JsonText.Name(entry)] = Find(schema, entry.Value.GetString()!, targets, implied);
        }
        for (var i = 0; i < branches.Length; i++)
        {
            if (implied[i] is { } name)
                names.TryAdd(name, i);
        }
        namesAll = Enumerable.Range(0, branches.Length).All(names.ContainsValue);
        return names;
    }

    /// <summary>A mapping's value is a schema's name, or a reference.</summary>
    private static int Find(SchemaReader schema, string value, SchemaNode?[] targets, string?[] implied)
    {
        if (Array.IndexOf(implied, value) is var named and >= 0)
            return named;
        return schema.Compilation.Find(schema.Node.Resource, value, out _) is { } target ? Array.IndexOf(targets, target) : -1;
    }

    private static SchemaNode? Target(SchemaReader schema, SchemaNode branch)
        => Reference(branch) is { } reference ? schema.Compilation.Find(branch.Resource, reference, out _) : null;

    /// <summary>The last part of what a branch refers to: the name of a component, or of a file without its ending.</summary>
    private static string? ImpliedName(SchemaNode branch)
    {
        if (Reference(branch) is not { } reference)
            return null;
        var (uri, fragment) = SchemaUri.Split(reference);
        return string.IsNullOrEmpty(fragment) ? Path.GetFileNameWithoutExtension(uri) : JsonPointer.Unescape(fragment[(fragment.LastIndexOf('/') + 1)..]);
    }

    private static string? Reference(SchemaNode branch)
        => branch.Source.ValueKind == JsonValueKind.Object && branch.Source.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String ? reference.GetString() : null;
}

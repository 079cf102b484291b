using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>The properties that OpenAPI's <c>readOnly</c> removes from requests, and <c>writeOnly</c> from responses: they aren't required
/// there (OpenAPI 3.0.3 and 3.1, Schema Object). A property may be declared next to <c>required</c>, or in a schema that applies with it by
/// <c>allOf</c>, following references.</summary>
internal sealed class DirectedProperties(SchemaReader schema, string mark)
{
    private const int MaxSchemas = 256;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private List<(SchemaResource Resource, JsonElement Schema)>? _family;

    /// <summary>Returns a check for a direction; <c>null</c> if no property is marked for it.</summary>
    public static DirectedProperties? For(SchemaReader schema) => schema.Options.Direction switch
    {
        SchemaDirection.Request => new(schema, "readOnly"),
        SchemaDirection.Response => new(schema, "writeOnly"),
        _ => null,
    };

    public bool Has(string name)
    {
        foreach (var (resource, member) in _family ??= ReadFamily())
        {
            if (member.TryGetProperty("properties", out var properties)
                && properties.ValueKind == JsonValueKind.Object
                && properties.TryGetProperty(name, out var property)
                && IsMarked(resource, property, 0))
                return true;
        }
        return false;
    }

    /// <summary>Returns the schema and those that <c>allOf</c> combines with it.</summary>
    private List<(SchemaResource, JsonElement)> ReadFamily()
    {
        var family = new List<(SchemaResource, JsonElement)>();
        Add(family, schema.Node.Resource, Eldest());
        return family;
    }

    /// <summary>Returns the outermost schema whose <c>allOf</c> contains the schema.</summary>
    private JsonElement Eldest()
    {
        var tokens = schema.Node.Pointer.Split('/');
        var length = tokens.Length;
        while (length > 2 && tokens[length - 2] == "allOf")
            length -= 2;
        var element = schema.Node.Resource.Document.Root;
        foreach (var token in tokens[1..length])
        {
            if (!JsonPointer.TryStep(element, JsonPointer.Unescape(token), out element))
                return schema.Schema;
        }
        return element;
    }

    private void Add(List<(SchemaResource, JsonElement)> family, SchemaResource resource, JsonElement member)
    {
        if (member.ValueKind != JsonValueKind.Object || family.Count == MaxSchemas)
            return;
        family.Add((resource, member));
        if (Follow(resource, member) is { } target && _seen.Add(target.Location))
            Add(family, target.Resource, target.Source);
        if (!member.TryGetProperty("allOf", out var branches) || branches.ValueKind != JsonValueKind.Array)
            return;
        foreach (var branch in branches.EnumerateArray())
            Add(family, resource, branch);
    }

    private bool IsMarked(SchemaResource resource, JsonElement property, int depth)
    {
        if (property.ValueKind != JsonValueKind.Object || depth == 16)
            return false;
        if (property.TryGetProperty(mark, out var value) && value.ValueKind == JsonValueKind.True)
            return true;
        if (Follow(resource, property) is { } target && IsMarked(target.Resource, target.Source, depth + 1))
            return true;
        return property.TryGetProperty("allOf", out var branches) && branches.ValueKind == JsonValueKind.Array
            && branches.EnumerateArray().Any(branch => IsMarked(resource, branch, depth + 1));
    }

    private Evaluation.SchemaNode? Follow(SchemaResource resource, JsonElement element)
        => element.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String
            ? schema.Nodes.Find(resource, reference.GetString()!, out _)
            : null;
}

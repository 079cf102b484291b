using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>Finds the schemas that apply to the same value: a schema, the targets of references, and branches. Determines the types that
/// they allow together, without evaluating them. Each schema is only read once, within limits.</summary>
internal sealed class SchemaParts<T>
    where T : class, IWrittenSchema<T>
{
    private const int MaxParts = 256;
    private const int MaxDepth = 32;

    private readonly List<SchemaPart<T>> _all = [];
    private readonly Dictionary<(T Schema, bool IsOptional), JsonTypes> _types = [];
    private readonly bool _withOptional = true;

    public SchemaParts()
    {
    }

    private SchemaParts(bool withOptional) => _withOptional = withOptional;

    /// <summary>The schemas found so far, outer ones before those that they apply.</summary>
    public List<SchemaPart<T>> All => _all;

    /// <summary>Returns only the schemas that apply to every value.</summary>
    public static List<SchemaPart<T>> Always(T schema)
    {
        var parts = new SchemaParts<T>(withOptional: false);
        parts.Read(schema);
        return parts._all;
    }

    /// <summary>Adds the schemas that apply with another one, and returns its types.</summary>
    public JsonTypes Read(T schema) => Read(schema, isOptional: false, 0);

    private JsonTypes Read(T schema, bool isOptional, int depth)
    {
        if (_types.TryGetValue((schema, isOptional), out var types) || (isOptional && _types.TryGetValue((schema, false), out types)))
            return types;
        if (schema.Json.ValueKind != JsonValueKind.Object || depth > MaxDepth || _all.Count >= MaxParts)
            return TypeNames.Any;
        // Until its types are known, a recursive schema doesn't restrict them.
        _types[(schema, isOptional)] = TypeNames.Any;
        return _types[(schema, isOptional)] = Find(schema, isOptional, depth);
    }

    private JsonTypes Find(T schema, bool isOptional, int depth)
    {
        var json = schema.Json;
        var hasReference = json.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String;
        var isReference = hasReference && schema.ReferenceStandsAlone;
        _all.Add(new SchemaPart<T>(schema, isOptional, isReference));
        var types = isReference ? TypeNames.Any : DeclaredTypes.Of(json);
        if (hasReference && schema.Follow(reference.GetString()!) is { } target)
            types = DeclaredTypes.Narrow(types, Read(target, isOptional, depth + 1));
        if (isReference)
            return types;
        foreach (var path in SchemaBranches.Of(json, "allOf"))
            types = DeclaredTypes.Narrow(types, Read(schema, path, isOptional, depth));
        return _withOptional ? ReadOptional(schema, isOptional, depth, types) : types;
    }

    private JsonTypes ReadOptional(T schema, bool isOptional, int depth, JsonTypes types)
    {
        foreach (var keyword in (ReadOnlySpan<string>)["oneOf", "anyOf"])
        {
            var paths = SchemaBranches.Of(schema.Json, keyword);
            var union = SchemaBranches.AllowNull(schema.Json, keyword) ? JsonTypes.Null : 0;
            foreach (var path in paths)
                union |= Read(schema, path, isOptional || paths.Count > 1, depth);
            types = union == 0 ? types : DeclaredTypes.Narrow(types, union);
        }
        if (schema.Json.TryGetProperty("if", out _))
            types = DeclaredTypes.Narrow(types, Read(schema, "then", true, depth) | Read(schema, "else", true, depth));
        foreach (var path in SchemaBranches.Of(schema.Json, "dependentSchemas"))
            Read(schema, path, isOptional: true, depth);
        return types;
    }

    private JsonTypes Read(T schema, string path, bool isOptional, int depth)
        => schema.Below(path) is { } branch ? Read(branch, isOptional, depth + 1) : TypeNames.Any;
}

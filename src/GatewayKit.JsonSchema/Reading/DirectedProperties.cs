using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>The properties that OpenAPI's <c>readOnly</c> removes from requests, and <c>writeOnly</c> from responses: they aren't required
/// there (OpenAPI 3.0.3 and 3.1, Schema Object). A property may be declared next to <c>required</c>, or in a schema that applies with it by
/// <c>allOf</c>, following references.</summary>
internal sealed class DirectedProperties(SchemaReader schema, string mark)
{
    private List<WrittenSchema>? _family;

    /// <summary>Returns a check for a direction; <c>null</c> if no property is marked for it.</summary>
    public static DirectedProperties? For(SchemaReader schema) => schema.Options.Direction switch
    {
        SchemaDirection.Request => new(schema, "readOnly"),
        SchemaDirection.Response => new(schema, "writeOnly"),
        _ => null,
    };

    public bool Has(string name)
    {
        var path = $"properties/{JsonPointer.Escape(name)}";
        return (_family ??= ReadFamily()).Exists(member => member.Below(path) is { } property
            && SchemaParts<WrittenSchema>.Always(property).Exists(part => DeclaredTypes.IsTrue(part.Schema.Json, mark)));
    }

    /// <summary>Returns the schema and those that <c>allOf</c> combines with it.</summary>
    private List<WrittenSchema> ReadFamily()
        => [.. SchemaParts<WrittenSchema>.Always(Eldest()).Where(part => !part.IsReference).Select(part => part.Schema)];

    /// <summary>Returns the outermost schema whose <c>allOf</c> contains the schema.</summary>
    private WrittenSchema Eldest()
    {
        var (resource, pointer) = (schema.Node.Resource, schema.Node.Pointer);
        while (pointer.LastIndexOf('/') is var last and > 0 && pointer[..last].EndsWith("/allOf", StringComparison.Ordinal))
            pointer = pointer[..(last - "/allOf".Length)];
        var root = new WrittenSchema(schema.Nodes, resource, "", resource.Document.Root);
        return pointer.Length == 0 ? root
            : root.Below(pointer[1..]) ?? new(schema.Nodes, resource, schema.Node.Pointer, schema.Schema);
    }
}

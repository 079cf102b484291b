using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema.Compilation;

/// <summary>Finds the identifiers and anchors of documents, before anything references them.</summary>
internal sealed class SchemaIndex(Dialect fallback, Metaschemas metaschemas)
{
    public const string InvalidText = "The schema contains a lone surrogate, which isn't valid Unicode.";

    private readonly Dictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);
    private readonly List<SchemaError> _errors = [];

    public IEnumerable<SchemaResource> Resources => _resources.Values;

    public SchemaResource? Find(Uri uri) => _resources.GetValueOrDefault(SchemaUri.Key(uri));

    /// <summary>Returns the errors found since the last call.</summary>
    public List<SchemaError> TakeErrors()
    {
        var errors = _errors.ToList();
        _errors.Clear();
        return errors;
    }

    public SchemaResource Add(Uri uri, JsonElement root)
    {
        var document = new SchemaDocument(root);
        var resource = new SchemaResource(uri, document, "", RootDialect(uri, root));
        document.Resources[""] = resource;
        Read(document, "", root, resource);
        // Under the requested URI, and, since Read, under its own identifier.
        _resources.TryAdd(SchemaUri.Key(uri), document.Resources[""]);
        return document.Resources[""];
    }

    /// <summary>Reads the identifiers at a location and below, once.</summary>
    public void Read(SchemaDocument document, string pointer, JsonElement schema, SchemaResource resource)
    {
        var places = new Queue<(string Pointer, JsonElement Schema, SchemaResource Resource)>([(pointer, schema, resource)]);
        while (places.TryDequeue(out var place))
        {
            if (place.Schema.ValueKind != JsonValueKind.Object || !document.Indexed.Add(place.Pointer))
                continue;
            try
            {
                var own = Identify(document, place.Pointer, place.Schema, place.Resource);
                foreach (var (below, subschema) in SubschemaLocations.In(place.Schema, place.Pointer, own.Dialect.Version))
                    places.Enqueue((below, subschema, own));
            }
            catch (InvalidOperationException)
            {
                _errors.Add(new SchemaError(Location(place.Resource, place.Pointer), InvalidText));
            }
        }
    }

    private SchemaResource Identify(SchemaDocument document, string pointer, JsonElement schema, SchemaResource resource)
    {
        var dialect = pointer.Length == 0 ? resource.Dialect : DialectOf(schema, resource.Dialect, Location(resource, pointer));
        if (dialect.IdKeyword is not { } keyword || (dialect.ReferenceStandsAlone && schema.TryGetProperty("$ref", out _)))
            return resource;

        if (Text(schema, keyword) is { } id)
        {
            var (uri, fragment) = SchemaUri.Split(id);
            if (uri.Length > 0)
                resource = AddResource(document, pointer, uri, dialect, resource);
            if (!string.IsNullOrEmpty(fragment) && dialect.ReferenceStandsAlone)
                resource.Anchors.TryAdd(fragment, pointer);
            else if (!string.IsNullOrEmpty(fragment))
                _errors.Add(new SchemaError(
                    $"{Location(resource, pointer)}/{keyword}", "An identifier must not have a fragment; use '$anchor' to name a part."));
        }
        if (dialect.ReferenceStandsAlone)
            return resource;

        if (Text(schema, "$anchor") is { } anchor)
            resource.Anchors.TryAdd(anchor, pointer);
        if (Text(schema, "$dynamicAnchor") is { } dynamicAnchor && resource.DynamicAnchors.TryAdd(dynamicAnchor, pointer))
            resource.Anchors.TryAdd(dynamicAnchor, pointer);
        return resource;
    }

    private SchemaResource AddResource(SchemaDocument document, string pointer, string id, Dialect dialect, SchemaResource parent)
    {
        if (SchemaUri.Resolve(parent.Uri, id) is not { } uri)
        {
            _errors.Add(new SchemaError(Location(parent, pointer), "The identifier isn't a valid URI reference."));
            return parent;
        }
        var resource = new SchemaResource(uri, document, pointer, dialect);
        document.Resources[pointer] = resource;
        _resources.TryAdd(SchemaUri.Key(uri), resource);
        return resource;
    }

    private Dialect RootDialect(Uri uri, JsonElement root)
    {
        try
        {
            return DialectOf(root, fallback, SchemaUri.Display(uri) + "#");
        }
        catch (InvalidOperationException)
        {
            _errors.Add(new SchemaError(SchemaUri.Display(uri) + "#/$schema", InvalidText));
            return fallback;
        }
    }

    private Dialect DialectOf(JsonElement schema, Dialect inherited, string location)
    {
        if (inherited.Version == JsonSchemaDialect.OpenApi30 || Text(schema, "$schema") is not { } metaschema)
            return inherited;
        if (metaschemas.DialectOf(metaschema, out var problem) is { } dialect)
            return dialect;
        _errors.Add(new SchemaError(location + "/$schema", problem));
        return inherited;
    }

    private static string Location(SchemaResource resource, string pointer)
        => SchemaUri.Display(resource.Uri) + "#" + pointer[resource.Pointer.Length..];

    private static string? Text(JsonElement schema, string keyword)
        => schema.ValueKind == JsonValueKind.Object
            && schema.TryGetProperty(keyword, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

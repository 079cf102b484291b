using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;

namespace GatewayKit.JsonSchema.Compilation;

/// <summary>Compiles schemas and the schemas that they reference to nodes, one for each location.</summary>
internal sealed class SchemaCompilation : ISchemaNodes
{
    private readonly Metaschemas _documents;
    private readonly SchemaIndex _index;
    private readonly Queue<SchemaNode> _pending = new();
    private readonly List<SchemaNode> _compiled = [];
    private readonly HashSet<string> _dynamicNames = new(StringComparer.Ordinal);
    private readonly Uri _base;
    private bool _hasFindings;
    private DerivedSchemas? _derived;

    public SchemaCompilation(JsonSchemaOptions options)
    {
        Options = options;
        _documents = new Metaschemas(options.Registry);
        _index = new SchemaIndex(new Dialect(options.Dialect), _documents);
        _base = options.BaseUri ?? SchemaUri.None;
    }

    public JsonSchemaOptions Options { get; }

    public SchemaNode Add(JsonElement schema) => NodeAt(_index.Add(_base, schema), "", schema);

    public SchemaNode? Find(string reference, out string? error)
    {
        var (uri, fragment) = SchemaUri.Split(reference);
        error = null;
        if (SchemaUri.Resolve(_base, uri) is { } absolute && Load(absolute) is { } resource)
            return FindIn(resource, fragment, out error);
        error = "The document is not in the registry.";
        return null;
    }

    public SchemaNode? Find(SchemaResource from, string reference, out string? error)
    {
        var (uri, fragment) = SchemaUri.Split(reference);
        var resource = uri.Length == 0 ? from : SchemaUri.Resolve(from.Uri, uri) is { } absolute ? Load(absolute) : null;
        if (resource is not null)
            return FindIn(resource, fragment, out error);
        error = "The reference points to an unknown document.";
        return null;
    }

    public IReadOnlyList<DerivedSchema> DerivedFrom(SchemaNode node)
    {
        if (Options.Registry is not { } registry)
            return [];
        if (_derived?.Count != registry.Documents.Count)
            _derived = new DerivedSchemas(registry);
        return _derived.From(node);
    }

    /// <summary>Reads the identifiers and anchors at locations of a registered document, before anything references them.</summary>
    public void Index(Uri uri, IEnumerable<string> locations)
    {
        if (Load(uri) is not { } resource)
            return;
        foreach (var location in locations)
            Locate(resource.Document, location, out _, out _);
    }

    public SchemaNode NodeAt(SchemaResource parent, string pointer, JsonElement schema)
    {
        if (parent.Document.Nodes.TryGetValue(pointer, out var node))
        {
            node.IsShared = true;
            return node;
        }
        node = new SchemaNode(parent.Document.Resources.GetValueOrDefault(pointer, parent), schema, pointer);
        parent.Document.Nodes.Add(pointer, node);
        _pending.Enqueue(node);
        return node;
    }

    public void UseDynamicAnchor(string name) => _dynamicNames.Add(name);

    /// <summary>Compiles all pending schemas, and returns their errors.</summary>
    /// <param name="hasOthers">Whether schemas that were compiled before have errors.</param>
    public IReadOnlyList<SchemaError> Complete(out bool hasOthers)
    {
        _compiled.Clear();
        do
        {
            while (_pending.TryDequeue(out var node))
            {
                SchemaKeywords.Read(new SchemaReader(node, this));
                _compiled.Add(node);
            }
            AddDynamicNodes();
        }
        while (_pending.Count > 0);

        ReferenceCycles.Report(_compiled);
        LenientSchemas.Adapt(_compiled);
        SchemaSpread.Upwards(_compiled, SchemaSpread.InPlace, node => node.IsContextual, node => node.IsContextual = true);
        SchemaSpread.Upwards(_compiled, SchemaSpread.All, node => node.IsDynamic, node => node.IsDynamic = true);
        SchemaError[] found = [.. _index.TakeErrors().Concat(_compiled.SelectMany(node => node.Findings)).Distinct()];
        hasOthers = _hasFindings;
        _hasFindings |= found.Length > 0;
        return found;
    }

    private SchemaResource? Load(Uri uri)
        => _index.Find(uri) ?? (_documents.Find(SchemaUri.Key(uri)) is { } document ? _index.Add(uri, document) : null);

    private SchemaNode? FindIn(SchemaResource resource, string? fragment, out string? error)
    {
        error = null;
        if (string.IsNullOrEmpty(fragment))
            return At(resource, resource.Pointer, out error);
        if (fragment[0] == '/')
            return At(resource, resource.Pointer + fragment, out error);
        if (resource.Anchors.TryGetValue(fragment, out var pointer))
            return At(resource, pointer, out error);
        error = $"The reference points to the anchor '{Values.Shortened.Text(fragment)}', which doesn't exist.";
        return null;
    }

    private SchemaNode? At(SchemaResource resource, string pointer, out string? error)
    {
        error = null;
        if (Locate(resource.Document, pointer, out var element, out resource))
            return NodeAt(resource, pointer, element);
        error = $"The reference points to '{Values.Shortened.Text(pointer)}', which doesn't exist.";
        return null;
    }

    /// <summary>Finds a location and reads the identifiers below it.</summary>
    private bool Locate(SchemaDocument document, string pointer, out JsonElement element, out SchemaResource resource)
    {
        (element, resource) = (document.Root, document.Resources[""]);
        var location = "";
        foreach (var token in pointer.Split('/').Skip(1))
        {
            if (!document.Steps.TryStep(location, element, JsonPointer.Unescape(token), out element))
                return false;
            location += "/" + token;
            resource = document.Resources.GetValueOrDefault(location, resource);
        }
        _index.Read(document, pointer, element, resource);
        return true;
    }

    private void AddDynamicNodes()
    {
        foreach (var name in _dynamicNames)
        {
            foreach (var resource in _index.Resources)
            {
                if (resource.DynamicAnchors.TryGetValue(name, out var pointer)
                    && !resource.DynamicNodes.ContainsKey(name)
                    && At(resource, pointer, out _) is { } node)
                    resource.DynamicNodes.TryAdd(name, node);
            }
        }
    }
}

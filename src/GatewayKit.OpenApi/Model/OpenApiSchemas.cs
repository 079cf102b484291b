using System.Collections.Concurrent;
using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi;

/// <summary>The schemas of an OpenAPI document and of the documents that it references. Thread-safe.</summary>
public sealed class OpenApiSchemas
{
    private readonly ConcurrentDictionary<string, KnownDocument> _documents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Uri, string Pointer)> _identified = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, OpenApiSchema> _schemas = new(StringComparer.Ordinal);
    private readonly JsonSchemaRegistry _registry = new();
    private readonly JsonSchemaCompiler[] _compilers;

    /// <summary>Creates an empty set of schemas.</summary>
    /// <param name="dialect">The JSON Schema version of the schemas.</param>
    public OpenApiSchemas(JsonSchemaDialect dialect)
    {
        Dialect = dialect;
        _compilers = [.. Enum.GetValues<SchemaDirection>().Select(direction => new JsonSchemaCompiler(new JsonSchemaOptions
        {
            Dialect = dialect,
            AssertFormats = true,
            Registry = _registry,
            Direction = direction,
            Tolerant = true,
        }))];
    }

    /// <summary>The JSON Schema version of the schemas.</summary>
    public JsonSchemaDialect Dialect { get; }

    /// <summary>Whether any schema has an identifier or an anchor.</summary>
    internal bool HasIdentifiers { get; private set; }

    /// <summary>Adds a document.</summary>
    /// <param name="uri">Its absolute URI, without a fragment.</param>
    /// <param name="document">The document.</param>
    public void Add(Uri uri, JsonElement document)
    {
        ArgumentNullException.ThrowIfNull(uri);
        _registry.Add(uri, document);
        var known = new KnownDocument(document, Dialect < JsonSchemaDialect.Draft7 ? null : SchemaIdentifiers.Of(uri, document));
        _documents[SchemaUri.Key(uri)] = known;
        if (known.Identifiers is not { } identifiers)
            return;
        HasIdentifiers = true;
        foreach (var (pointer, identifier) in identifiers.Resources)
            _identified.TryAdd(SchemaUri.Key(identifier), (SchemaUri.Key(uri), pointer));
        foreach (var compiler in _compilers)
            compiler.Index(uri, identifiers.Places);
    }

    /// <summary>Returns the schema at a location; <c>null</c> if it doesn't exist.</summary>
    /// <param name="location">The absolute URI of an added document, with a JSON Pointer as fragment.</param>
    public OpenApiSchema? Find(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        if (_schemas.TryGetValue(location, out var known))
            return known;
        var (uri, pointer) = SchemaUri.Split(location);
        return Find(uri, pointer ?? "");
    }

    /// <summary>Returns the schema with a known location and text.</summary>
    internal OpenApiSchema Get(string location, JsonElement json)
        => _schemas.TryGetValue(location, out var known) ? known : _schemas.GetOrAdd(location, new OpenApiSchema(this, location, json));

    /// <summary>Follows a reference from the schema at a location, relative to the identifier that applies there.</summary>
    internal OpenApiSchema? Follow(string from, string reference)
    {
        var (uri, fragment) = SchemaUri.Split(reference);
        if (SchemaUri.Resolve(BaseOf(from), uri) is not { } absolute)
            return null;
        var key = SchemaUri.Key(absolute);
        var (document, pointer) = _documents.ContainsKey(key) ? (key, "") : _identified.GetValueOrDefault(key, (key, ""));
        if (string.IsNullOrEmpty(fragment) || fragment[0] == '/')
            return Find(document, pointer + fragment);
        return _documents.TryGetValue(document, out var known)
            && known.Identifiers?.Anchors.TryGetValue((key, fragment), out var anchored) == true
            ? Find(document, anchored)
            : null;
    }

    /// <summary>Returns the document and location of the schema with an identifier; <c>null</c> if there isn't one.</summary>
    internal (string Uri, string Pointer)? Identified(string identifier)
        => _identified.TryGetValue(identifier, out var found) ? found : null;

    /// <summary>Returns the base URI of references in the schema at a location.</summary>
    internal Uri BaseOf(string location)
    {
        var (uri, pointer) = SchemaUri.Split(location);
        return _documents.TryGetValue(uri, out var known) && known.Identifiers is { } identifiers
            ? identifiers.BaseOf(pointer ?? "").Uri
            : new Uri(uri);
    }

    internal OpenApiSchema? Below(string location, string place)
    {
        var (uri, pointer) = SchemaUri.Split(location);
        return Find(uri, $"{pointer}/{place}");
    }

    internal JsonSchemaResult Compile(string location, SchemaDirection direction) => _compilers[(int)direction].Compile(location);

    private OpenApiSchema? Find(string uri, string pointer)
    {
        if (!_documents.TryGetValue(uri, out var document) || (pointer.Length > 0 && pointer[0] != '/'))
            return null;
        var (element, place) = (document.Root, "");
        foreach (var token in pointer.Split('/').Skip(1))
        {
            if (!document.Steps.TryStep(place, element, JsonPointer.Unescape(token), out element))
                return null;
            place += "/" + token;
        }
        return Get(SchemaLocation.Of(uri, pointer), element);
    }

    private sealed record KnownDocument(JsonElement Root, SchemaIdentifiers? Identifiers)
    {
        public PointerSteps Steps { get; } = new();
    }
}

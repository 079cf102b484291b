using System.Collections.Concurrent;
using System.Text.Json;
using GatewayKit.OpenApi.Schemas;
using GatewayKit.OpenApi.Schemas.Compilation;

namespace GatewayKit.OpenApi;

/// <summary>The schemas of an OpenAPI document and of the documents that it refers to. Thread-safe.</summary>
public sealed class OpenApiSchemas
{
    private readonly ConcurrentDictionary<string, JsonElement> _documents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, OpenApiSchema> _schemas = new(StringComparer.Ordinal);
    private readonly JsonSchemaRegistry _registry = new();
    private readonly JsonSchemaCompiler[] _compilers;

    /// <summary>No schemas yet.</summary>
    /// <param name="dialect">The version of JSON Schema that they are written in.</param>
    public OpenApiSchemas(JsonSchemaDialect dialect)
    {
        Dialect = dialect;
        _compilers = [.. Enum.GetValues<SchemaDirection>().Select(direction => new JsonSchemaCompiler(new JsonSchemaOptions
        {
            Dialect = dialect,
            AssertFormats = true,
            Registry = _registry,
            Direction = direction,
        }))];
    }

    /// <summary>The version of JSON Schema that the schemas are written in.</summary>
    public JsonSchemaDialect Dialect { get; }

    /// <summary>Makes a document known.</summary>
    /// <param name="uri">Its absolute URI, without fragment.</param>
    /// <param name="document">The document.</param>
    public void Add(Uri uri, JsonElement document)
    {
        ArgumentNullException.ThrowIfNull(uri);
        _registry.Add(uri, document);
        _documents[SchemaUri.Key(uri)] = document;
    }

    /// <summary>The schema at a place; null if there is nothing.</summary>
    /// <param name="location">An absolute URI of a known document, with a JSON Pointer as fragment.</param>
    public OpenApiSchema? Find(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        if (_schemas.TryGetValue(location, out var known))
            return known;
        var (uri, pointer) = SchemaUri.Split(location);
        return Find(uri, pointer ?? "");
    }

    /// <summary>The schema whose place and text are known already.</summary>
    internal OpenApiSchema Get(string location, JsonElement json)
        => _schemas.TryGetValue(location, out var known) ? known : _schemas.GetOrAdd(location, new OpenApiSchema(this, location, json));

    internal OpenApiSchema? Follow(string from, string reference)
    {
        var (uri, fragment) = SchemaUri.Split(reference);
        return SchemaUri.Resolve(new Uri(SchemaUri.Split(from).Uri), uri) is { } absolute ? Find(SchemaUri.Key(absolute), fragment ?? "") : null;
    }

    internal OpenApiSchema? Below(string location, string place)
    {
        var (uri, pointer) = SchemaUri.Split(location);
        return Find(uri, $"{pointer}/{place}");
    }

    internal JsonSchemaResult Compile(string location, SchemaDirection direction) => _compilers[(int)direction].Compile(location);

    private OpenApiSchema? Find(string uri, string pointer)
    {
        if (!_documents.TryGetValue(uri, out var element) || (pointer.Length > 0 && pointer[0] != '/'))
            return null;
        foreach (var token in pointer.Split('/').Skip(1))
        {
            if (!JsonPointer.TryStep(element, JsonPointer.Unescape(token), out element))
                return null;
        }
        return Get(SchemaLocation.Of(uri, pointer), element);
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.JsonSchema;

/// <summary>Documents by absolute URI, for references between them. Documents may be added from several threads. The metaschemas of the
/// supported dialects are always available.</summary>
public sealed class JsonSchemaRegistry
{
    private readonly ConcurrentDictionary<string, JsonElement> _documents = new(StringComparer.Ordinal);

    /// <summary>Adds a document: a schema, or a document that contains schemas, such as an OpenAPI document.</summary>
    /// <param name="uri">The absolute URI, without a fragment.</param>
    /// <param name="document">The document; it is copied if its owner may dispose it.</param>
    /// <exception cref="ArgumentException"><paramref name="uri"/> isn't absolute.</exception>
    public void Add(Uri uri, JsonElement document)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri)
            throw new ArgumentException($"The URI of a document must be absolute, but is '{uri}'.", nameof(uri));
        _documents[SchemaUri.Key(uri)] = document.Clone();
    }

    internal IReadOnlyDictionary<string, JsonElement> Documents => _documents;

    internal bool TryGet(string key, out JsonElement document) => _documents.TryGetValue(key, out document);
}

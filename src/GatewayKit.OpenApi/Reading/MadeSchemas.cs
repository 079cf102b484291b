using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Compilation;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Schemas that no document has as such: those that are made of the parameters of Swagger 2.0. Each is a document of its own,
/// whose URI has the place that it was made of in its query.</summary>
internal sealed class MadeSchemas(OpenApiSchemas schemas, PartBudget budget)
{
    private readonly Dictionary<string, (Place Origin, OpenApiSchema Schema)> _made = new(StringComparer.Ordinal);

    public OpenApiSchema Get(Place origin, Action<Utf8JsonWriter> write)
    {
        var uri = new Uri($"{origin.Source.Uri.AbsoluteUri}?of={SchemaLocation.Encode(origin.Pointer)}");
        var key = SchemaUri.Key(uri);
        if (_made.TryGetValue(key, out var known))
            return known.Schema;

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            write(writer);
        budget.Take(stream.Length / 16);
        var json = JsonElement.Parse(stream.ToArray(), new JsonDocumentOptions { MaxDepth = 1024 });
        schemas.Add(uri, json);
        var schema = schemas.Get(SchemaLocation.Of(uri, ""), json);
        _made[key] = (origin, schema);
        return schema;
    }

    public IEnumerable<OpenApiSchema> Schemas => _made.Values.Select(made => made.Schema);

    /// <summary>What the document at a URI was made of; null if it wasn't made.</summary>
    public Place? Origin(string uri) => _made.TryGetValue(uri, out var made) ? made.Origin : null;
}

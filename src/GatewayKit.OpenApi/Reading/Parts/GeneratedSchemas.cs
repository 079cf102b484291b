using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.OpenApi.Reading.Files;

namespace GatewayKit.OpenApi.Reading.Parts;

/// <summary>Schemas generated from the parameters of Swagger 2.0. Each is a separate document, with the original location in the query of
/// its URI.</summary>
internal sealed class GeneratedSchemas(OpenApiSchemas schemas, PartBudget budget)
{
    private readonly Dictionary<string, (SourceLocation Origin, OpenApiSchema Schema)> _made = new(StringComparer.Ordinal);

    public OpenApiSchema Get(SourceLocation origin, Action<Utf8JsonWriter> write)
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

    /// <summary>Returns the original location of a generated document; <c>null</c> if the document isn't generated.</summary>
    public SourceLocation? Origin(string uri) => _made.TryGetValue(uri, out var made) ? made.Origin : null;
}

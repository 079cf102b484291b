using System.Text.Json;
using GatewayKit.OpenApi.Schemas;

namespace GatewayKit.OpenApi.Reading;

/// <summary>What the readers of one document share.</summary>
internal sealed class ReaderScope
{
    private readonly Dictionary<string, Place> _usedSchemas = new(StringComparer.Ordinal);

    public ReaderScope(OpenApiVersion version, OpenApiSchemas schemas, Sources sources, Mistakes mistakes, OpenApiReaderOptions options)
    {
        (Version, Schemas, Sources, Mistakes, Options) = (version, schemas, sources, mistakes, options);
        References = new References(sources, schemas, mistakes, options);
        Budget = new PartBudget(options.MaxParts);
        Members = new Members(References, mistakes, Budget);
        Made = new MadeSchemas(schemas, Budget);
    }

    public Sources Sources { get; }

    public OpenApiVersion Version { get; }

    public bool IsSwagger => Version == OpenApiVersion.Swagger20;

    public OpenApiSchemas Schemas { get; }

    public Mistakes Mistakes { get; }

    public OpenApiReaderOptions Options { get; }

    public References References { get; }

    public Members Members { get; }

    public PartBudget Budget { get; }

    public MadeSchemas Made { get; }

    /// <summary>The places of the schemas that have been asked for.</summary>
    public IReadOnlyCollection<Place> UsedSchemas => _usedSchemas.Values;

    /// <summary>The schema that a member holds; null if there is none.</summary>
    public OpenApiSchema? Schema(Place parent, string name)
    {
        if (Members.Any(parent, name) is not { } place)
            return null;
        var canBeSchema = place.Json.ValueKind == JsonValueKind.Object
            || (place.Json.ValueKind is JsonValueKind.True or JsonValueKind.False && Schemas.Dialect >= JsonSchemaDialect.Draft7);
        if (!canBeSchema)
        {
            Mistakes.Add(place, "A schema must be an object, or true or false from OpenAPI 3.1 on.");
            return null;
        }
        var location = place.Location;
        _usedSchemas.TryAdd(location, place);
        return Schemas.Get(location, place.Json);
    }
}

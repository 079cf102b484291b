using System.Text.Json;
using GatewayKit.JsonSchema.Compilation;
using GatewayKit.OpenApi.Reading.Files;

namespace GatewayKit.OpenApi.Reading.Parts;

/// <summary>The shared state of one document's readers.</summary>
internal sealed class ReaderScope
{
    private readonly Dictionary<string, SourceLocation> _usedSchemas = new(StringComparer.Ordinal);

    public ReaderScope(OpenApiVersion version, OpenApiSchemas schemas, Sources sources, Findings findings, OpenApiReaderOptions options)
    {
        (Version, Schemas, Sources, Findings, Options) = (version, schemas, sources, findings, options);
        References = new References(sources, schemas, findings, options);
        Budget = new PartBudget(options.MaxParts);
        Members = new Members(References, findings, Budget);
        Made = new GeneratedSchemas(schemas, Budget);
        Spelling = new Spelling(this);
    }

    public Sources Sources { get; }

    public OpenApiVersion Version { get; }

    public bool IsSwagger => Version == OpenApiVersion.Swagger20;

    public OpenApiSchemas Schemas { get; }

    public Findings Findings { get; }

    public OpenApiReaderOptions Options { get; }

    public References References { get; }

    public Members Members { get; }

    public PartBudget Budget { get; }

    public GeneratedSchemas Made { get; }

    public Spelling Spelling { get; }

    /// <summary>The locations of the schemas used so far.</summary>
    public IReadOnlyCollection<SourceLocation> UsedSchemas => _usedSchemas.Values;

    /// <summary>Returns the schema in a member; <c>null</c> if it is missing.</summary>
    public OpenApiSchema? Schema(SourceLocation parent, string name)
    {
        if (Members.Any(parent, name) is not { } place)
            return null;
        var isEmptyArray = place.Json.ValueKind == JsonValueKind.Array && place.Json.GetArrayLength() == 0;
        if (!isEmptyArray && place.Json.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
        {
            Findings.Error(place, SchemaKeywords.NotASchema);
            return null;
        }
        var location = place.Location;
        _usedSchemas.TryAdd(location, place);
        return Schemas.Get(location, place.Json);
    }
}

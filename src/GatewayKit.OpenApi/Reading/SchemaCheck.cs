using System.Text.Json;
using GatewayKit.OpenApi.Schemas;
using GatewayKit.OpenApi.Schemas.Compilation;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Follows the references of schemas, so that the files they lead to are read and those that lead nowhere are reported.</summary>
internal sealed class SchemaCheck(ReaderScope scope)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<Place> _open = new();
    private readonly HashSet<(Source, string)> _dangling = [];

    /// <summary>Follows the references of the schemas that operations use, and of what they lead to.</summary>
    public void Used()
    {
        foreach (var place in scope.UsedSchemas)
            _open.Enqueue(place);
        Run(tells: true);
    }

    /// <summary>Follows those of the schemas that nothing refers to. They may be meant by a discriminator; errors in them have no effect.</summary>
    public void Unused(Place root)
    {
        var named = scope.IsSwagger ? Members.Any(root, "definitions")
            : Members.Any(root, "components") is { } components ? Members.Any(components, "schemas")
            : null;
        foreach (var (_, place) in scope.Members.Of(named, withExtensions: true))
            _open.Enqueue(place);
        Run(tells: false);
    }

    /// <summary>Compiles the schemas that operations use.</summary>
    public void Compile()
    {
        foreach (var place in scope.UsedSchemas)
            Report(scope.Schemas.Get(place.Location, place.Json).Compile());
        foreach (var schema in scope.Made.Schemas)
            Report(schema.Compile());
    }

    private void Report(JsonSchemaResult result)
    {
        foreach (var error in result.NewFindings)
        {
            // References that lead nowhere have been reported when they were followed.
            if (PlaceOf(error) is { } place && !(error.Severity == OpenApiSeverity.Error && _dangling.Contains((place.Source, place.Pointer))))
                scope.Findings.Add(place, error.Severity, error.Message);
        }
    }

    private void Run(bool tells)
    {
        while (_open.TryDequeue(out var place))
        {
            scope.Budget.Take(place.Pointer);
            if (place.Json.ValueKind != JsonValueKind.Object || !_seen.Add(place.Location))
                continue;
            if (place.Json.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String)
                Follow(place.Below("$ref", reference), tells);
            if (place.Json.TryGetProperty("discriminator", out var discriminator) && discriminator.ValueKind == JsonValueKind.Object)
                Follow(place.Below("discriminator", discriminator));
            foreach (var (pointer, schema) in SubschemaPlaces.In(place.Json, place.Pointer, scope.Schemas.Dialect))
                _open.Enqueue(new Place(place.Source, pointer, schema));
        }
    }

    private void Follow(Place reference, bool tells)
    {
        if ((tells ? scope.References.Target(reference) : scope.References.Find(reference, out _)) is { } target)
            _open.Enqueue(target);
        else if (tells)
            _dangling.Add((reference.Source, reference.Pointer));
    }

    /// <summary>What a discriminator maps to is the name of a schema, or a reference: which one shows when it is used.</summary>
    private void Follow(Place discriminator)
    {
        foreach (var (_, place) in scope.Members.Of(Members.Any(discriminator, "mapping"), withExtensions: true))
        {
            if (place.Json.ValueKind == JsonValueKind.String && scope.References.Find(place, out _) is { } target)
                _open.Enqueue(target);
        }
    }

    private Place? PlaceOf(SchemaError error)
    {
        var (uri, pointer) = (error.Location, "");
        if (error.Location.IndexOf('#', StringComparison.Ordinal) is >= 0 and var fragment)
            (uri, pointer) = (error.Location[..fragment], error.Location[(fragment + 1)..]);
        if (scope.Sources.Known(uri) is { } source)
            return new Place(source, pointer, default);
        if (scope.Made.Origin(uri) is { } origin)
            return new Place(origin.Source, origin.Pointer + pointer, default);
        return scope.Schemas.Identified(uri) is { } identified && scope.Sources.Known(identified.Uri) is { } known
            ? new Place(known, identified.Pointer + pointer, default)
            : null;
    }
}

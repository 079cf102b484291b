using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Follows the references of schemas to read the files they refer to and report those that can't be resolved.</summary>
internal sealed class SchemaCheck(ReaderScope scope)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<SourceLocation> _open = new();
    private readonly HashSet<(Source, string)> _dangling = [];

    /// <summary>Follows the references of the schemas that operations use, and of their targets.</summary>
    public void Used()
    {
        foreach (var location in scope.UsedSchemas)
            _open.Enqueue(location);
        Run(tells: true);
    }

    /// <summary>Follows the references of unreferenced schemas. A discriminator may use them; errors in them don't have an
    /// effect.</summary>
    public void Unused(SourceLocation root)
    {
        var named = scope.IsSwagger ? Members.Any(root, "definitions")
            : Members.Any(root, "components") is { } components ? Members.Any(components, "schemas")
            : null;
        foreach (var (_, location) in scope.Members.Of(named, withExtensions: true))
            _open.Enqueue(location);
        Run(tells: false);
    }

    /// <summary>Compiles the schemas that operations use.</summary>
    public void Compile()
    {
        foreach (var location in scope.UsedSchemas)
            Report(scope.Schemas.Get(location.Location, location.Json).Compile());
        foreach (var schema in scope.Made.Schemas)
            Report(schema.Compile());
    }

    private void Report(JsonSchemaResult result)
    {
        foreach (var error in result.NewFindings)
        {
            // Unresolvable references were reported when they were followed.
            var severity = error.Severity == SchemaSeverity.Error ? OpenApiSeverity.Error : OpenApiSeverity.Warning;
            if (LocationOf(error) is { } location
                && !(severity == OpenApiSeverity.Error && _dangling.Contains((location.Source, location.Pointer))))
                scope.Findings.Add(location, severity, error.Message);
        }
    }

    private void Run(bool tells)
    {
        while (_open.TryDequeue(out var location))
        {
            scope.Budget.Take(location.Pointer);
            if (location.Json.ValueKind != JsonValueKind.Object || !_seen.Add(location.Location))
                continue;
            if (location.Json.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String)
                Follow(location.Below("$ref", reference), tells);
            if (location.Json.TryGetProperty("discriminator", out var discriminator) && discriminator.ValueKind == JsonValueKind.Object)
                Follow(location.Below("discriminator", discriminator));
            foreach (var (pointer, schema) in SubschemaLocations.In(location.Json, location.Pointer, scope.Schemas.Dialect))
                _open.Enqueue(new SourceLocation(location.Source, pointer, schema));
        }
    }

    private void Follow(SourceLocation reference, bool tells)
    {
        if ((tells ? scope.References.Target(reference) : scope.References.Find(reference, out _)) is { } target)
            _open.Enqueue(target);
        else if (tells)
            _dangling.Add((reference.Source, reference.Pointer));
    }

    /// <summary>A discriminator maps to the name of a schema or to a reference; which of them isn't known before it is used.</summary>
    private void Follow(SourceLocation discriminator)
    {
        foreach (var (_, location) in scope.Members.Of(Members.Any(discriminator, "mapping"), withExtensions: true))
        {
            if (location.Json.ValueKind == JsonValueKind.String && scope.References.Find(location, out _) is { } target)
                _open.Enqueue(target);
        }
    }

    private SourceLocation? LocationOf(SchemaError error)
    {
        var (uri, pointer) = (error.Location, "");
        if (error.Location.IndexOf('#', StringComparison.Ordinal) is >= 0 and var fragment)
            (uri, pointer) = (error.Location[..fragment], error.Location[(fragment + 1)..]);
        if (scope.Sources.Known(uri) is { } source)
            return new SourceLocation(source, pointer, default);
        if (scope.Made.Origin(uri) is { } origin)
            return new SourceLocation(origin.Source, origin.Pointer + pointer, default);
        return scope.Schemas.Identified(uri) is { } identified && scope.Sources.Known(identified.Uri) is { } known
            ? new SourceLocation(known, identified.Pointer + pointer, default)
            : null;
    }
}

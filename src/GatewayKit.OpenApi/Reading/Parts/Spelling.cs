using System.Collections.Frozen;
using System.Text.Json;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Reading.Files;

namespace GatewayKit.OpenApi.Reading.Parts;

/// <summary>Finds members that are probably misspelled: unknown, and similar to a known name that is missing.</summary>
internal sealed class Spelling(ReaderScope scope)
{
    private const string Methods = "get put post delete options head patch trace query ";
    private const string Fields =
        "description required deprecated allowEmptyValue style explode allowReserved schema example examples content ";
    private const string SwaggerFields =
        "type format items collectionFormat default maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern "
            + "maxItems minItems uniqueItems enum multipleOf nullable ";

    private static readonly FrozenSet<string> s_root3 =
        Names("openapi $self info jsonSchemaDialect servers paths webhooks components security tags externalDocs");
    private static readonly FrozenSet<string> s_root2 =
        Names("swagger info host basePath schemes consumes produces paths definitions parameters responses securityDefinitions security "
            + "tags externalDocs");
    private static readonly FrozenSet<string> s_components
        = Names("schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems mediaTypes");
    private static readonly FrozenSet<string> s_methods = Names(Methods).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> s_pathItem =
        Names(Methods + "$ref summary description additionalOperations servers parameters");
    private static readonly FrozenSet<string> s_operation
        = Names("tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers "
            + "consumes produces schemes");
    private static readonly FrozenSet<string> s_parameter = Names("$ref name in " + Fields + SwaggerFields);
    private static readonly FrozenSet<string> s_header = Names("$ref " + Fields + SwaggerFields);
    private static readonly FrozenSet<string> s_body = Names("$ref description content required");
    private static readonly FrozenSet<string> s_response = Names("$ref summary description headers content links schema examples");
    private static readonly FrozenSet<string> s_mediaType =
        Names("$ref description schema itemSchema example examples encoding prefixEncoding itemEncoding");

    public void Root(SourceLocation location) => Check(location, scope.IsSwagger ? s_root2 : s_root3);

    public void Components(SourceLocation location) => Check(location, s_components);

    /// <summary>Accepts methods in upper case.</summary>
    public void PathItem(SourceLocation location) => Check(location, s_pathItem, s_methods);

    public void Operation(SourceLocation location) => Check(location, s_operation);

    public void Parameter(SourceLocation location) => Check(location, s_parameter);

    public void Header(SourceLocation location) => Check(location, s_header);

    public void RequestBody(SourceLocation location) => Check(location, s_body);

    public void Response(SourceLocation location) => Check(location, s_response);

    public void MediaType(SourceLocation location) => Check(location, s_mediaType);

    private void Check(SourceLocation location, FrozenSet<string> known, FrozenSet<string>? anyCase = null)
    {
        if (location.Json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in location.Json.EnumerateObject())
        {
            if (!known.Contains(member.Name)
                && anyCase?.Contains(member.Name) != true
                && NearestName.Misspelled(member.Name, known, location.Json) is { } meant)
                scope.Findings.Warn(location.Below(member.Name, member.Value),
                    $"'{Shortened.Text(member.Name)}' isn't known here and has no effect. Did you mean '{meant}'?");
        }
    }

    private static FrozenSet<string> Names(string names)
        => names.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}

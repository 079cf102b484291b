using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading.Swagger;

/// <summary>Reads the parameters outside the body.</summary>
internal sealed class SwaggerParameters(ReaderScope scope)
{
    private readonly Dictionary<string, OpenApiParameter?> _known = new(StringComparer.Ordinal);

    public OpenApiParameter? Read(SourceLocation place)
    {
        var location = place.Location;
        if (!_known.TryGetValue(location, out var parameter))
            _known[location] = parameter = ReadNew(place);
        return parameter;
    }

    public OpenApiParameter Fields(SourceLocation place, string name, ParameterLocation found)
    {
        var (style, explode) = CollectionFormat.Read(scope, place, found);
        return new OpenApiParameter
        {
            Name = name,
            In = found,
            Description = Members.Prose(place, "description"),
            Required = found == ParameterLocation.Path || (scope.Members.Flag(place, "required") ?? false),
            AllowEmptyValue = scope.Members.Flag(place, "allowEmptyValue") ?? false,
            Style = style,
            Explode = explode,
            // A schema isn't allowed here, but its meaning is clear.
            Schema = scope.Schema(place, "schema") ?? scope.Made.Get(place, json => SwaggerSchema.Write(json, place.Json)),
            Examples = Members.Any(place, "x-example") is { } example ? [new OpenApiExample("", example.Json, example.Location)] : [],
            Location = place.Location,
        };
    }

    private OpenApiParameter? ReadNew(SourceLocation place)
    {
        scope.Spelling.Parameter(place);
        if (scope.Members.Text(place, "name") is not { Length: > 0 } name)
        {
            scope.Findings.Error(place, "A parameter must have a 'name'.");
            return null;
        }
        var text = scope.Members.Text(place, "in");
        ParameterLocation? found = text switch
        {
            "path" => ParameterLocation.Path,
            "query" => ParameterLocation.Query,
            "header" => ParameterLocation.Header,
            _ => null,
        };
        if (found is null && text is not ("body" or "formData"))
            scope.Findings.Error(Members.Any(place, "in") ?? place,
                $"'in' is '{Shortened.Text(text ?? "")}'; it must be 'path', 'query', 'header', 'body' or 'formData'.");
        return found is { } known ? Fields(place, name, known) : null;
    }
}

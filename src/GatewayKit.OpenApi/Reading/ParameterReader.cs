using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads OpenAPI 3 parameters and headers.</summary>
internal sealed class ParameterReader(ReaderScope scope, ContentReader content)
{
    private readonly Dictionary<string, OpenApiParameter?> _known = new(StringComparer.Ordinal);

    /// <summary>Reads a parameter; <c>null</c> if it is ignored or can't be read.</summary>
    public OpenApiParameter? Read(SourceLocation place)
    {
        var location = place.Location;
        if (!_known.TryGetValue(location, out var parameter))
            _known[location] = parameter = ReadNew(place, location);
        return parameter;
    }

    private OpenApiParameter? ReadNew(SourceLocation place, string location)
    {
        scope.Spelling.Parameter(place);
        if (scope.Members.Text(place, "name") is not { Length: > 0 } name)
        {
            scope.Findings.Error(place, "A parameter must have a 'name'.");
            return null;
        }
        if (In(place) is not { } found)
            return null;
        return found == ParameterLocation.Header && IsOfAnotherPart(name)
            ? null
            : ParameterFields.Read(scope, content, place, name, found, location);
    }

    /// <summary>Headers that other parts of the document describe; parameters with these names are ignored (OpenAPI 3.1, section
    /// 4.8.12.2).</summary>
    private static bool IsOfAnotherPart(string header)
        => header.Equals("Accept", StringComparison.OrdinalIgnoreCase) || header.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
            || header.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    private ParameterLocation? In(SourceLocation place)
    {
        var text = scope.Members.Text(place, "in");
        ParameterLocation? found = text switch
        {
            "path" => ParameterLocation.Path,
            "query" => ParameterLocation.Query,
            "header" => ParameterLocation.Header,
            "cookie" => ParameterLocation.Cookie,
            "querystring" => ParameterLocation.QueryString,
            _ => null,
        };
        if (found is null)
            scope.Findings.Error(Members.Any(place, "in") ?? place,
                $"'in' is '{Shortened.Text(text ?? "")}'; it must be 'path', 'query', 'header', 'cookie' or 'querystring'.");
        return found;
    }
}

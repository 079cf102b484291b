using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Validation.Bodies.Forms;
using GatewayKit.OpenApi.Validation.Parameters;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation;

/// <summary>Creates a reader for every parameter of an operation.</summary>
internal static class ParameterReaders
{
    public static ParameterReader[] Of(IReadOnlyList<OpenApiParameter> parameters, SchemaDirection direction, List<SchemaError> errors)
        => [.. parameters
            .Where(parameter => parameter.In != ParameterLocation.Header || !HeaderReaders.IsIgnored(parameter))
            .Select(parameter => Of(parameter, direction, errors, Names(parameters, parameter.In)))];

    private static ParameterReader Of(
        OpenApiParameter parameter, SchemaDirection direction, List<SchemaError> errors, HashSet<string> names)
    {
        var schema = new CheckedSchema(parameter.Content is { } content ? content.Schema : parameter.Schema, direction, errors);
        if (QueryStringReader.Reads(parameter))
            return new QueryStringReader(parameter, schema, direction, errors);
        if (parameter.Content is not null)
            return new ContentParameterReader(parameter, schema);
        return parameter.In switch
        {
            ParameterLocation.Path => new PathParameterReader(parameter, schema),
            ParameterLocation.Header => new HeaderReader(parameter, schema),
            ParameterLocation.Cookie => new CookieParameterReader(parameter, schema, names),
            _ when parameter.Style == ParameterStyle.DeepObject => new DeepObjectReader(parameter, schema),
            _ => new QueryParameterReader(parameter, schema, names),
        };
    }

    private static HashSet<string> Names(IReadOnlyList<OpenApiParameter> parameters, ParameterLocation location)
        => [.. parameters.Where(parameter => parameter.In == location).Select(parameter => parameter.Name)];
}

using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation.Parameters;

/// <summary>Creates a reader for every header of a request, a response or a part.</summary>
internal static class HeaderReaders
{
    public static ParameterReader[] Of(IReadOnlyList<OpenApiParameter> headers, SchemaDirection direction, List<SchemaError> errors)
        => [.. headers.Where(header => !IsIgnored(header)).Select(header => Of(header, direction, errors))];

    /// <summary>Whether OpenAPI describes the header elsewhere (3.1, section 4.8.12.2).</summary>
    public static bool IsIgnored(OpenApiParameter header)
        => header.Name.ToUpperInvariant() is "ACCEPT" or "CONTENT-TYPE" or "AUTHORIZATION";

    private static ParameterReader Of(OpenApiParameter header, SchemaDirection direction, List<SchemaError> errors)
        => header.Content is { } content
            ? new ContentParameterReader(header, new CheckedSchema(content.Schema, direction, errors))
            : new HeaderReader(header, new CheckedSchema(header.Schema, direction, errors));
}

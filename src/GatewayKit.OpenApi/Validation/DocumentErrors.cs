using GatewayKit.JsonSchema;

namespace GatewayKit.OpenApi.Validation;

/// <summary>Finds the parts of messages that aren't fully validated because their schemas have errors in the document, as values of the
/// field <c>Gateway-Violations</c>; <c>null</c> for none.</summary>
internal static class DocumentErrors
{
    /// <summary>Whether a part of a schema was left out because of an error.</summary>
    public static bool AreIn(OpenApiSchema? schema, SchemaDirection direction) => schema?.Compile(direction).Errors.Count > 0;

    public static string? InRequest(OpenApiOperation operation) => ViolationField.DocumentErrors(RequestPlaces(operation));

    public static string? InResponse(OpenApiResponse response) => ViolationField.DocumentErrors(ResponsePlaces(response));

    private static IEnumerable<string> RequestPlaces(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters.Where(parameter => AreIn(parameter, SchemaDirection.Request)))
            yield return ViolationField.PlaceOf(parameter);
        if (operation.RequestBody is { } body && AreIn(body.Content, SchemaDirection.Request))
            yield return "request/body";
    }

    private static IEnumerable<string> ResponsePlaces(OpenApiResponse response)
    {
        foreach (var header in response.Headers.Where(header => AreIn(header, SchemaDirection.Response)))
            yield return $"response/header/{header.Name}";
        if (AreIn(response.Content, SchemaDirection.Response))
            yield return "response/body";
    }

    private static bool AreIn(OpenApiParameter parameter, SchemaDirection direction)
        => AreIn(parameter.Schema ?? parameter.Content?.Schema, direction);

    private static bool AreIn(IEnumerable<OpenApiMediaType> content, SchemaDirection direction)
        => content.Any(mediaType => AreIn(mediaType.Schema, direction));
}

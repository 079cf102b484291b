using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading.Swagger;

/// <summary>Reads the parts of Swagger 2.0 that differ from OpenAPI 3.</summary>
internal sealed class SwaggerReader(ReaderScope scope, SourceLocation root)
{
    private readonly SwaggerParameters _parameters = new(scope);
    private readonly SwaggerBody _body = new(scope, root);
    private readonly SwaggerContent _content = new(scope, root);

    /// <summary>Reads a parameter outside the body; <c>null</c> for a parameter in the body.</summary>
    public OpenApiParameter? Parameter(SourceLocation location) => _parameters.Read(location);

    public OpenApiRequestBody? RequestBody(PathItem item, SourceLocation operation)
        => _body.Read([.. item.ParametersOf(operation).OfType<SourceLocation>()], operation);

    public IReadOnlyList<OpenApiMediaType> Content(SourceLocation operation, SourceLocation response) => _content.Read(operation, response);

    public IReadOnlyList<OpenApiParameter> Headers(SourceLocation response)
    {
        var headers = new List<OpenApiParameter>();
        foreach (var (name, member) in scope.Members.Of(scope.Members.Object(response, "headers"), withExtensions: true))
        {
            if (!name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) && scope.Members.Object(member) is { } header)
                headers.Add(_parameters.Fields(header, name, ParameterLocation.Header));
        }
        return headers;
    }
}

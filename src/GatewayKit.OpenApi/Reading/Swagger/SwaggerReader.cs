namespace GatewayKit.OpenApi.Reading.Swagger;

/// <summary>Reads what Swagger 2.0 says in another way than OpenAPI 3.</summary>
internal sealed class SwaggerReader(ReaderScope scope, Place root)
{
    private readonly SwaggerParameters _parameters = new(scope);
    private readonly SwaggerBody _body = new(scope, root);
    private readonly SwaggerContent _content = new(scope, root);

    /// <summary>A parameter that is no body, nor a part of one; null for those.</summary>
    public OpenApiParameter? Parameter(Place place) => _parameters.Read(place);

    public OpenApiRequestBody? RequestBody(PathItem item, Place operation) => _body.Read([.. ParametersReader.Places(scope, item, operation).OfType<Place>()], operation);

    public IReadOnlyList<OpenApiMediaType> Content(Place operation, Place response) => _content.Read(operation, response);

    public IReadOnlyList<OpenApiParameter> Headers(Place response)
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

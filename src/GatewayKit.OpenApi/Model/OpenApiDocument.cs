namespace GatewayKit.OpenApi;

/// <summary>An OpenAPI document, read once and never changed. Swagger 2.0 is seen as OpenAPI 3 sees it. Thread-safe.</summary>
public sealed record OpenApiDocument
{
    /// <summary>The version of the specification that the document is written in.</summary>
    public required OpenApiVersion Version { get; init; }

    /// <summary>The API's name (<c>info.title</c>); empty if the document doesn't say.</summary>
    public string Title { get; init; } = "";

    /// <summary>The API's own version (<c>info.version</c>); empty if the document doesn't say.</summary>
    public string ApiVersion { get; init; } = "";

    /// <summary>Where the API is served; empty if the document doesn't say.</summary>
    public IReadOnlyList<OpenApiServer> Servers { get; init; } = [];

    /// <summary>Every operation, in the document's order.</summary>
    public IReadOnlyList<OpenApiOperation> Operations { get; init; } = [];

    /// <summary>The security schemes by their name in the document.</summary>
    public IReadOnlyDictionary<string, OpenApiSecurityScheme> SecuritySchemes { get; init; } = new Dictionary<string, OpenApiSecurityScheme>();

    /// <summary>Every schema of the document and of those that it refers to.</summary>
    public required OpenApiSchemas Schemas { get; init; }
}

using GatewayKit.OpenApi.Reading;

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

    /// <summary>Reads a file: Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2, in JSON or YAML.</summary>
    /// <param name="file">The file's path.</param>
    /// <param name="options">What reading may touch and cost; null for the defaults.</param>
    /// <returns>The document, or everything that is wrong with it; a file that can't be read is an error too.</returns>
    public static OpenApiResult Load(string file, OpenApiReaderOptions? options = null) => OpenApiReader.Load(file, options ?? new());

    /// <summary>Reads a text: Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2, in JSON or YAML.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="name">What errors call it, such as <c>petstore.yaml</c>. With a folder in the options it is the path of a file in there,
    /// which references are relative to.</param>
    /// <param name="options">What reading may touch and cost; null for the defaults.</param>
    /// <returns>The document, or everything that is wrong with it.</returns>
    public static OpenApiResult Parse(ReadOnlyMemory<byte> utf8, string name, OpenApiReaderOptions? options = null) => OpenApiReader.Parse(utf8, name, options ?? new());
}

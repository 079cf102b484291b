using GatewayKit.OpenApi.Reading;

namespace GatewayKit.OpenApi;

/// <summary>An immutable OpenAPI document. Swagger 2.0 is represented as OpenAPI 3. Thread-safe.</summary>
public sealed record OpenApiDocument
{
    /// <summary>The version of the specification that the document is written in.</summary>
    public required OpenApiVersion Version { get; init; }

    /// <summary>The name of the API (<c>info.title</c>); empty if the document doesn't have one.</summary>
    public string Title { get; init; } = "";

    /// <summary>The version of the API (<c>info.version</c>); empty if the document doesn't have one.</summary>
    public string ApiVersion { get; init; } = "";

    /// <summary>The description of the API in CommonMark (<c>info.description</c>); empty if the document doesn't have one.</summary>
    public string Description { get; init; } = "";

    /// <summary>The declared tags, in document order. Operations can have others.</summary>
    public IReadOnlyList<OpenApiTag> Tags { get; init; } = [];

    /// <summary>The servers of the API; empty if the document doesn't declare any.</summary>
    public IReadOnlyList<OpenApiServer> Servers { get; init; } = [];

    /// <summary>All operations, in document order.</summary>
    public IReadOnlyList<OpenApiOperation> Operations { get; init; } = [];

    /// <summary>The security schemes by name.</summary>
    public IReadOnlyDictionary<string, OpenApiSecurityScheme> SecuritySchemes { get; init; } =
        new Dictionary<string, OpenApiSecurityScheme>();

    /// <summary>All schemas of the document and of the files that it references.</summary>
    public required OpenApiSchemas Schemas { get; init; }

    /// <summary>Reads a file: Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2, in JSON or YAML.</summary>
    /// <param name="file">The file's path.</param>
    /// <param name="options">The limits for reading; <c>null</c> for the defaults.</param>
    /// <returns>The document or its errors. A file that can't be read is an error too.</returns>
    public static OpenApiResult Load(string file, OpenApiReaderOptions? options = null) => OpenApiReader.Load(file, options ?? new());

    /// <summary>Reads a text: Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2, in JSON or YAML.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="name">The name in errors, such as <c>petstore.yaml</c>. If the options have a folder, it is the path of a file in that
    /// folder, which references are relative to.</param>
    /// <param name="options">The limits for reading; <c>null</c> for the defaults.</param>
    /// <returns>The document or its errors.</returns>
    public static OpenApiResult Parse(ReadOnlyMemory<byte> utf8, string name, OpenApiReaderOptions? options = null)
        => OpenApiReader.Parse(utf8, name, options ?? new());
}

namespace GatewayKit.OpenApi;

/// <summary>A response that an operation declares.</summary>
public sealed record OpenApiResponse
{
    /// <summary>The status code <c>200</c>, the range <c>2XX</c> (in capitals) or <c>default</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What it means; empty if the document doesn't say.</summary>
    public string Description { get; init; } = "";

    /// <summary>The headers, <c>Content-Type</c> excepted.</summary>
    public IReadOnlyList<OpenApiParameter> Headers { get; init; } = [];

    /// <summary>The media types that its body may have, in the document's order; none where it has no body.</summary>
    public IReadOnlyList<OpenApiMediaType> Content { get; init; } = [];

    /// <summary>Where it stands in the document: a URI and a JSON Pointer as fragment.</summary>
    public string Location { get; init; } = "";

    /// <summary>Whether an error in the document, such as a reference that leads nowhere, hides everything but the code.</summary>
    internal bool IsUnreadable { get; init; }
}

namespace GatewayKit.OpenApi;

/// <summary>A response that an operation declares.</summary>
public sealed record OpenApiResponse
{
    /// <summary>The status code <c>200</c>, the range <c>2XX</c> (in upper case) or <c>default</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The description; empty if the document doesn't have one.</summary>
    public string Description { get; init; } = "";

    /// <summary>The headers, except for <c>Content-Type</c>.</summary>
    public IReadOnlyList<OpenApiParameter> Headers { get; init; } = [];

    /// <summary>The media types of its body, in document order; empty without a body.</summary>
    public IReadOnlyList<OpenApiMediaType> Content { get; init; } = [];

    /// <summary>Its location in the document: a URI with a JSON Pointer as fragment.</summary>
    public string Location { get; init; } = "";

    /// <summary>Whether an error in the document, such as an unresolvable reference, hides everything but the status code.</summary>
    internal bool IsUnreadable { get; init; }
}

namespace GatewayKit.OpenApi;

/// <summary>The body of an operation's requests.</summary>
public sealed record OpenApiRequestBody
{
    /// <summary>The description in CommonMark; <c>null</c> without one.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the body is required.</summary>
    public bool Required { get; init; }

    /// <summary>The allowed media types, in document order.</summary>
    public IReadOnlyList<OpenApiMediaType> Content { get; init; } = [];

    /// <summary>Its location in the document: a URI with a JSON Pointer as fragment.</summary>
    public string Location { get; init; } = "";
}

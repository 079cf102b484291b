namespace GatewayKit.OpenApi;

/// <summary>The body of an operation's requests.</summary>
public sealed record OpenApiRequestBody
{
    /// <summary>Whether there must be a body.</summary>
    public bool Required { get; init; }

    /// <summary>The media types that it may have, in the document's order.</summary>
    public IReadOnlyList<OpenApiMediaType> Content { get; init; } = [];

    /// <summary>Where it stands in the document: a URI and a JSON Pointer as fragment.</summary>
    public string Location { get; init; } = "";
}

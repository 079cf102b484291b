namespace GatewayKit.OpenApi;

/// <summary>One media type of a body, and what it holds.</summary>
public sealed record OpenApiMediaType
{
    /// <summary>The media type or range as written, such as <c>application/json</c>, <c>text/*</c> or <c>application/json; charset=utf-8</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The schema; null if none is declared.</summary>
    public OpenApiSchema? Schema { get; init; }

    /// <summary>The examples, in the document's order.</summary>
    public IReadOnlyList<OpenApiExample> Examples { get; init; } = [];

    /// <summary>How parts of a form are written, by the names of the properties.</summary>
    public IReadOnlyDictionary<string, OpenApiEncoding> Encoding { get; init; } = new Dictionary<string, OpenApiEncoding>();
}

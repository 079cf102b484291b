namespace GatewayKit.OpenApi;

/// <summary>One media type of a body, and its contents.</summary>
public sealed record OpenApiMediaType
{
    /// <summary>The media type or range as written, such as <c>application/json</c>, <c>text/*</c> or
    /// <c>application/json; charset=utf-8</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The schema; <c>null</c> if none is declared.</summary>
    public OpenApiSchema? Schema { get; init; }

    /// <summary>The examples, in document order.</summary>
    public IReadOnlyList<OpenApiExample> Examples { get; init; } = [];

    /// <summary>The encoding of form properties, by name.</summary>
    public IReadOnlyDictionary<string, OpenApiEncoding> Encoding { get; init; } = new Dictionary<string, OpenApiEncoding>();
}

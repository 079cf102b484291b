namespace GatewayKit.OpenApi;

/// <summary>A security scheme.</summary>
public sealed record OpenApiSecurityScheme
{
    /// <summary>The name of the scheme in the document.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of scheme.</summary>
    public required SecuritySchemeType Type { get; init; }

    /// <summary>The location of an API key: header, query or cookie.</summary>
    public ParameterLocation In { get; init; }

    /// <summary>The name of the header, query parameter or cookie with an API key; otherwise empty.</summary>
    public string ParameterName { get; init; } = "";

    /// <summary>The HTTP authentication scheme in lower case, such as <c>basic</c> or <c>bearer</c>; otherwise empty.</summary>
    public string Scheme { get; init; } = "";
}

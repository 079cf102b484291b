namespace GatewayKit.OpenApi;

/// <summary>A way to authenticate.</summary>
public sealed record OpenApiSecurityScheme
{
    /// <summary>The scheme's name in the document.</summary>
    public required string Name { get; init; }

    /// <summary>What kind it is.</summary>
    public required SecuritySchemeType Type { get; init; }

    /// <summary>Where an API key stands: header, query or cookie.</summary>
    public ParameterLocation In { get; init; }

    /// <summary>The name of the header, the query parameter or the cookie of an API key; otherwise empty.</summary>
    public string ParameterName { get; init; } = "";

    /// <summary>The HTTP authentication scheme in lower case, such as <c>basic</c> or <c>bearer</c>; otherwise empty.</summary>
    public string Scheme { get; init; } = "";
}

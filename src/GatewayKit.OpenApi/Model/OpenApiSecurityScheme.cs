using System.Text.Json;

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

    /// <summary>The description in CommonMark; <c>null</c> without one.</summary>
    public string? Description { get; init; }

    /// <summary>The address of the configuration of an OpenID Connect provider; otherwise <c>null</c>.</summary>
    public string? OpenIdConnectUrl { get; init; }

    /// <summary>The scheme as written, for its flows; undefined if the document doesn't have the scheme.</summary>
    internal JsonElement Json { get; init; }
}

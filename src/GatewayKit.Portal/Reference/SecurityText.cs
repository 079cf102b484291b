using GatewayKit.OpenApi;

namespace GatewayKit.Portal.Reference;

/// <summary>Describes security schemes in a sentence.</summary>
internal static class SecurityText
{
    private const int MaxAlternatives = 100;

    public static string Of(OpenApiSecurityScheme scheme) => scheme.Type switch
    {
        SecuritySchemeType.ApiKey => $"API key in the {Place(scheme.In)} {scheme.ParameterName}",
        SecuritySchemeType.Http when scheme.Scheme == "bearer" => "Bearer token in the header Authorization",
        SecuritySchemeType.Http when scheme.Scheme == "basic" => "Name and password (HTTP basic authentication)",
        SecuritySchemeType.Http => $"HTTP authentication with the scheme {scheme.Scheme}",
        SecuritySchemeType.OpenIdConnect => "Bearer token of the OpenID Connect provider",
        SecuritySchemeType.MutualTls => "Client certificate (mutual TLS)",
        _ => "Bearer token of the OAuth 2.0 server",
    };

    /// <summary>Describes the alternatives of an operation.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<OpenApiSecurityRequirement> requirements)
        => [.. requirements.Take(MaxAlternatives).Select(requirement => requirement.Schemes.Count == 0
            ? "No credentials"
            : string.Join(", and ", requirement.Schemes.Select(pair => pair.Value.Count == 0
                ? Of(pair.Key)
                : $"{Of(pair.Key)} with {string.Join(", ", pair.Value)}")))];

    private static string Place(ParameterLocation location) => location switch
    {
        ParameterLocation.Query => "query parameter",
        ParameterLocation.Cookie => "cookie",
        _ => "header",
    };
}

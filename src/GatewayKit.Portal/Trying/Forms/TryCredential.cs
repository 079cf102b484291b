using GatewayKit.OpenApi;

namespace GatewayKit.Portal.Trying.Forms;

/// <summary>A credential in the form of an operation.</summary>
/// <param name="Key">The name of the field in the form.</param>
/// <param name="Scheme">The security scheme.</param>
internal sealed record TryCredential(string Key, OpenApiSecurityScheme Scheme)
{
    /// <summary>Gets whether it has a name, too.</summary>
    public bool IsBasic => Scheme is { Type: SecuritySchemeType.Http, Scheme: "basic" };

    /// <summary>The name of the field with the name, for basic authentication.</summary>
    public string NameKey => $"{Key}-name";

    public string Label => Scheme.Type switch
    {
        SecuritySchemeType.ApiKey when Scheme.In == ParameterLocation.Query => $"API key (query parameter {Scheme.ParameterName})",
        SecuritySchemeType.ApiKey => $"API key (header {Scheme.ParameterName})",
        SecuritySchemeType.Http when IsBasic => "Password",
        SecuritySchemeType.Http when Scheme.Scheme != "bearer" => $"Credentials ({Scheme.Scheme})",
        _ => "Bearer token",
    };

    /// <summary>The name of the HTTP authentication scheme in the header <c>Authorization</c>.</summary>
    public string HttpScheme => Scheme switch
    {
        { Type: SecuritySchemeType.Http, Scheme: not ("bearer" or "basic") } => Scheme.Scheme,
        _ when IsBasic => "Basic",
        _ => "Bearer",
    };

    /// <summary>Returns whether the form can have a credential of a scheme.</summary>
    public static bool Supports(OpenApiSecurityScheme scheme) => scheme.Type switch
    {
        SecuritySchemeType.ApiKey when scheme.In == ParameterLocation.Header => AllowedHeaders.AllowsCredential(scheme.ParameterName),
        SecuritySchemeType.ApiKey => scheme.In == ParameterLocation.Query && scheme.ParameterName.Length > 0,
        SecuritySchemeType.Http => HttpSyntax.IsToken(scheme.Scheme),
        SecuritySchemeType.MutualTls => false,
        _ => true,
    };

    /// <summary>Returns whether two schemes have the same field.</summary>
    public static bool IsSame(OpenApiSecurityScheme one, OpenApiSecurityScheme other)
        => PlaceOf(one) == PlaceOf(other);

    private static (ParameterLocation, string) PlaceOf(OpenApiSecurityScheme scheme) => scheme.Type switch
    {
        SecuritySchemeType.ApiKey when scheme.In == ParameterLocation.Query => (scheme.In, scheme.ParameterName),
        SecuritySchemeType.ApiKey => (scheme.In, scheme.ParameterName.ToUpperInvariant()),
        SecuritySchemeType.Http when scheme.Scheme != "bearer" => (ParameterLocation.Header, $"AUTHORIZATION {scheme.Scheme}"),
        _ => (ParameterLocation.Header, "AUTHORIZATION bearer"),
    };
}

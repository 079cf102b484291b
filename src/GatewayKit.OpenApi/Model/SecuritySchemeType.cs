namespace GatewayKit.OpenApi;

/// <summary>A kind of security scheme (OpenAPI 3.1, section 4.8.27).</summary>
public enum SecuritySchemeType
{
    /// <summary>A key in a header, in the query or in a cookie.</summary>
    ApiKey,

    /// <summary>The <c>Authorization</c> header with an HTTP authentication scheme, such as <c>basic</c> or <c>bearer</c>.</summary>
    Http,

    /// <summary>OAuth 2.0: a bearer token.</summary>
    OAuth2,

    /// <summary>OpenID Connect: a bearer token.</summary>
    OpenIdConnect,

    /// <summary>A client certificate.</summary>
    MutualTls,
}

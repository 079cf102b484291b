namespace GatewayKit;

/// <summary>A kind of credential.</summary>
public enum ApiCredentialKind
{
    /// <summary>A key in a header.</summary>
    Header,

    /// <summary>A key in the query.</summary>
    Query,

    /// <summary>A key in a cookie.</summary>
    Cookie,

    /// <summary>The header <c>Authorization</c> with a scheme, such as <c>basic</c> or <c>bearer</c>.</summary>
    Http,

    /// <summary>A token of an OpenID Connect provider.</summary>
    OpenIdConnect,

    /// <summary>A client certificate.</summary>
    Certificate,
}

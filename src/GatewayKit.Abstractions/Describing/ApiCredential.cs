namespace GatewayKit;

/// <summary>A credential that requests to an API can have.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name of the header, query parameter or cookie; the scheme of HTTP authentication, such as <c>bearer</c>; or the
/// address of the configuration of an OpenID Connect provider.</param>
public sealed record ApiCredential(ApiCredentialKind Kind, string Name);

namespace GatewayKit;

/// <summary>The possible outcomes of authentication.</summary>
public enum AuthenticationOutcome
{
    /// <summary>The request carries no credentials of the scheme.
    /// This is the <c>default</c> value, so that a missing result fails closed.</summary>
    NoCredentials,

    /// <summary>The credentials are valid.</summary>
    Authenticated,

    /// <summary>The credentials are invalid.</summary>
    Rejected,

    /// <summary>The request doesn't need credentials of the scheme and continues without a consumer.</summary>
    NotRequired,

    /// <summary>The credentials are valid but not sufficient for the request.</summary>
    Forbidden,

    /// <summary>The plugin answers the request itself, for example with a redirect to a login page.
    /// The caller isn't authenticated.</summary>
    Responded,
}

namespace GatewayKit;

/// <summary>The possible outcomes of authentication.</summary>
public enum AuthenticationOutcome
{
    /// <summary>The request carries no credentials of the scheme. This is the <c>default</c> value, so that a missing result fails closed.</summary>
    NoCredentials,

    /// <summary>The credentials are valid.</summary>
    Authenticated,

    /// <summary>The credentials are invalid.</summary>
    Rejected,

    /// <summary>The request doesn't need credentials of the scheme and continues without a consumer.</summary>
    NotRequired,
}

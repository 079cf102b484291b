namespace GatewayKit;

/// <summary>The ways in which authentication can end.</summary>
public enum AuthenticationOutcome
{
    /// <summary>The request carries none of the scheme's credentials. What <c>default</c> means, so that it fails closed.</summary>
    NoCredentials,

    /// <summary>The credentials are good.</summary>
    Authenticated,

    /// <summary>The credentials are not good.</summary>
    Rejected,

    /// <summary>The request needs no credentials of the scheme: it continues without a consumer.</summary>
    NotRequired,
}

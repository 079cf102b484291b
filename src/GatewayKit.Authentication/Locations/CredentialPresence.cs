namespace GatewayKit.Authentication;

/// <summary>The number of credentials that a request presents.</summary>
public enum CredentialPresence
{
    /// <summary>The request presents no credentials in any of the locations.</summary>
    None,

    /// <summary>The request presents credentials once.</summary>
    One,

    /// <summary>
    /// The request presents credentials more than once, even if they are the same: in several locations, in a repeated header, cookie or
    /// query parameter, or beside a second <c>Authorization</c> header. Reject it: the upstream might use the other ones.
    /// </summary>
    Several,

    /// <summary>The credentials are longer than the maximum.</summary>
    TooLong,
}

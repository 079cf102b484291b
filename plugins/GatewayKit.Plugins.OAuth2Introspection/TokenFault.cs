namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>The reason for which a token isn't accepted.</summary>
internal enum TokenFault
{
    None,
    Several,
    TooLong,
    Malformed,
    Inactive,
    Kind,
    Issuer,
    Audience,
    Expired,
    NotYetValid,
    Subject,
    Groups,
    ReservedName,
    NotBound,
    Confirmation,
    Certificate,
    Unavailable,
}

namespace GatewayKit.Plugins.Jwt;

/// <summary>The reasons why a token doesn't authenticate its caller.</summary>
internal enum TokenFault
{
    None,
    Several,
    TooLong,
    Malformed,
    Encrypted,
    CriticalHeader,
    Type,
    Algorithm,
    Issuer,
    Key,
    Signature,
    Audience,
    NoExpiration,
    Expired,
    NotYetValid,
    Subject,
    Groups,
    ReservedName,
    NotBound,
    Confirmation,
    ProofMissing,
    Proof,
    ProofExpired,
    ProofReplayed,
    ProofNonce,
    Certificate,
    KeysUnavailable,
    StoreUnavailable,
}

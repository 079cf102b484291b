namespace GatewayKit.Plugins.Jwt;

/// <summary>The sentences that clients see. They contain nothing of a token.</summary>
internal static class FaultText
{
    public static string Of(TokenFault fault) => fault switch
    {
        TokenFault.Several => "The request has more than one token.",
        TokenFault.TooLong => "The token is too long.",
        TokenFault.Malformed => "The token is malformed.",
        TokenFault.Encrypted => "Encrypted tokens aren't supported.",
        TokenFault.CriticalHeader => "The token has a critical header parameter that isn't supported.",
        TokenFault.Type => "Tokens of this type aren't accepted.",
        TokenFault.Algorithm => "The algorithm of the token isn't accepted.",
        TokenFault.Issuer => "The issuer of the token isn't accepted.",
        TokenFault.Key => "The key of the token is unknown.",
        TokenFault.Signature => "The signature of the token isn't valid.",
        TokenFault.Audience => "The token is for another audience.",
        TokenFault.NoExpiration => "The token needs an expiration time.",
        TokenFault.Expired => "The token has expired.",
        TokenFault.NotYetValid => "The token isn't valid yet.",
        TokenFault.Subject => "The token doesn't name a caller, or its name isn't valid.",
        TokenFault.Groups => "The token has too many groups.",
        TokenFault.ReservedName => "The token names a caller that belongs to another issuer or to the gateway.",
        TokenFault.NotBound => "The token must be bound to its sender.",
        TokenFault.Confirmation => "The token is bound to its sender in a way that isn't supported.",
        TokenFault.ProofMissing => "The token is bound to a key; present it with the scheme DPoP and a proof.",
        TokenFault.Proof => "The proof isn't valid for this token and this request.",
        TokenFault.ProofExpired => "The proof has expired, or its time is in the future.",
        TokenFault.ProofReplayed => "The proof was already used.",
        TokenFault.ProofNonce => "The proof needs a nonce of the gateway.",
        TokenFault.Certificate => "The token is bound to a client certificate that the connection doesn't have.",
        TokenFault.KeysUnavailable => "The keys of the token's issuer aren't available.",
        TokenFault.StoreUnavailable => "The proof can't be checked at the moment.",
        _ => "The token isn't valid.",
    };
}

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>The reasons why a request isn't authenticated.</summary>
internal enum SignatureFault
{
    None,
    Missing,
    Draft,
    Incomplete,
    Malformed,
    Several,
    Components,
    Parameters,
    Coverage,
    DigestMissing,
    Digest,
    NoExpiration,
    Expired,
    Future,
    NonceMissing,
    Replayed,
    Unresolved,
    Invalid,
    BodyDiffers,
    StoreUnavailable,
}

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>The reasons as clients see them.</summary>
internal static class FaultText
{
    public static string Of(SignatureFault fault) => fault switch
    {
        SignatureFault.Missing => "This request needs a signature (RFC 9421).",
        SignatureFault.Draft => "The request is signed as in a draft from before the standard (draft-cavage-http-signatures). "
            + "Sign it as in RFC 9421, with the headers Signature-Input and Signature.",
        SignatureFault.Incomplete => "The signature needs a member with the same label in both Signature-Input and Signature.",
        SignatureFault.Malformed => "Signature-Input or Signature is malformed or too long.",
        SignatureFault.Several => "The request has more than one signature for the gateway.",
        SignatureFault.Components => "The signature has a component that is unknown, duplicated or not possible in a request.",
        SignatureFault.Parameters => "The signature needs the parameters keyid and created, each of the right type.",
        SignatureFault.Coverage => "The signature doesn't cover all required components.",
        SignatureFault.DigestMissing => "A request with a body needs a Content-Digest that the signature covers.",
        SignatureFault.Digest => "Content-Digest is malformed, or has neither sha-256 nor sha-512.",
        SignatureFault.NoExpiration => "The signature needs the parameter expires.",
        SignatureFault.Expired => "The signature has expired.",
        SignatureFault.Future => "The signature was created in the future.",
        SignatureFault.NonceMissing => "The signature needs the parameter nonce.",
        SignatureFault.Replayed => "The signature was already used.",
        SignatureFault.Unresolved => "The request doesn't have a valid value for each component of the signature.",
        SignatureFault.Invalid => "The signature isn't valid.",
        SignatureFault.BodyDiffers => "The body doesn't match its Content-Digest.",
        SignatureFault.StoreUnavailable => "The signature can't be checked at the moment.",
        _ => "The request isn't authenticated.",
    };
}

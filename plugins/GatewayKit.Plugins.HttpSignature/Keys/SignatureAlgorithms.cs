namespace GatewayKit.Plugins.HttpSignature;

/// <summary>The names of the signature algorithms (RFC 9421, section 6.2.2).</summary>
internal static class SignatureAlgorithms
{
    public const string RsaPssSha512 = "rsa-pss-sha512";
    public const string RsaV15Sha256 = "rsa-v1_5-sha256";
    public const string HmacSha256 = "hmac-sha256";
    public const string EcdsaP256Sha256 = "ecdsa-p256-sha256";
    public const string EcdsaP384Sha384 = "ecdsa-p384-sha384";
    public const string Ed25519 = "ed25519";

    public static readonly string[] All = [HmacSha256, RsaPssSha512, RsaV15Sha256, EcdsaP256Sha256, EcdsaP384Sha384, Ed25519];
}

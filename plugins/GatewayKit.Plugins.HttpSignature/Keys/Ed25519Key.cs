using Org.BouncyCastle.Math.EC.Rfc8032;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>EdDSA on edwards25519 (RFC 9421, section 3.3.6; RFC 8032, section 5.1.7).</summary>
internal sealed class Ed25519Key(Ed25519.PublicPoint key) : SignatureKey
{
    public override bool Verifies(byte[] text, byte[] signature)
        => signature.Length == Ed25519.SignatureSize && Ed25519.Verify(signature, 0, key, text, 0, text.Length);
}

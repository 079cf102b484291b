using System.Security.Cryptography;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>ECDSA on P-256 using SHA-256, or on P-384 using SHA-384 (RFC 9421, sections 3.3.4 and 3.3.5).</summary>
internal sealed class EcdsaKey(ECParameters key, HashAlgorithmName hash) : SignatureKey
{
    private readonly KeyPool<ECDsa> _keys = new(() => ECDsa.Create(key));

    public override bool Verifies(byte[] text, byte[] signature)
    {
        var ecdsa = _keys.Take();
        try
        {
            return ecdsa.VerifyData(text, signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        finally
        {
            _keys.Return(ecdsa);
        }
    }
}

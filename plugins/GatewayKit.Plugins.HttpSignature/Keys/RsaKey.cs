using System.Security.Cryptography;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>RSASSA-PSS using SHA-512 or RSASSA-PKCS1-v1_5 using SHA-256 (RFC 9421, sections 3.3.1 and 3.3.2).</summary>
internal sealed class RsaKey(RSAParameters key, HashAlgorithmName hash, RSASignaturePadding padding) : SignatureKey
{
    private readonly KeyPool<RSA> _keys = new(() => RSA.Create(key));

    public override bool Verifies(byte[] text, byte[] signature)
    {
        var rsa = _keys.Take();
        try
        {
            return rsa.VerifyData(text, signature, hash, padding);
        }
        finally
        {
            _keys.Return(rsa);
        }
    }
}

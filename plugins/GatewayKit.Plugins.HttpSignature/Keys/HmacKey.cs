using System.Security.Cryptography;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>HMAC using SHA-256 (RFC 9421, section 3.3.3).</summary>
internal sealed class HmacKey(byte[] secret) : SignatureKey
{
    public override bool Verifies(byte[] text, byte[] signature)
    {
        Span<byte> code = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, text, code);
        return CryptographicOperations.FixedTimeEquals(code, signature);
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Plugins.Jwt;

/// <summary>
/// Nonces for proofs (RFC 9449, section 9). A nonce is the time of its creation with a message authentication code, so that every node with
/// the same secret accepts it and none is stored.
/// </summary>
internal sealed class DpopNonces(string secret, TimeSpan lifetime, TimeProvider time)
{
    private const int CodeLength = 16;

    private readonly byte[] _key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "GatewayKit DPoP nonce"u8);

    /// <summary>Creates a nonce.</summary>
    public string Create()
    {
        Span<byte> nonce = stackalloc byte[sizeof(long) + CodeLength];
        BinaryPrimitives.WriteInt64BigEndian(nonce, time.GetUtcNow().ToUnixTimeSeconds());
        Sign(nonce[..sizeof(long)], nonce[sizeof(long)..]);
        return Base64UrlEncoder.Encode(nonce.ToArray());
    }

    /// <summary>Returns whether a nonce is one of the gateway and isn't too old.</summary>
    public bool Accepts(string nonce)
    {
        if (nonce.Length > 64 || !StrictBase64Url.TryDecode(nonce, out var bytes) || bytes.Length != sizeof(long) + CodeLength)
            return false;

        Span<byte> code = stackalloc byte[CodeLength];
        Sign(bytes.AsSpan(0, sizeof(long)), code);
        var age = time.GetUtcNow().ToUnixTimeSeconds() - BinaryPrimitives.ReadInt64BigEndian(bytes);
        return CryptographicOperations.FixedTimeEquals(code, bytes.AsSpan(sizeof(long))) && Math.Abs(age) <= lifetime.TotalSeconds;
    }

    private void Sign(ReadOnlySpan<byte> text, Span<byte> code)
    {
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, text, full);
        full[..CodeLength].CopyTo(code);
    }
}

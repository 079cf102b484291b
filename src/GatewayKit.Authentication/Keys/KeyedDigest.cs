using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Authentication;

/// <summary>
/// An HMAC-SHA-256 (RFC 2104) of a secret with a random key of this process: it can be compared, but neither predicted nor reversed.
/// Remember it instead of the secret.
/// </summary>
public readonly record struct KeyedDigest
{
    private static readonly byte[] s_key = RandomNumberGenerator.GetBytes(32);

    private readonly UInt128 _high;
    private readonly UInt128 _low;

    private KeyedDigest(UInt128 high, UInt128 low) => (_high, _low) = (high, low);

    /// <summary>Creates the digest of bytes.</summary>
    /// <param name="secret">The secret.</param>
    public static KeyedDigest Of(ReadOnlySpan<byte> secret)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(s_key, secret, hash);
        var halves = MemoryMarshal.Cast<byte, UInt128>(hash);
        return new KeyedDigest(halves[0], halves[1]);
    }

    /// <summary>Creates the digest of the UTF-8 bytes of a text. Doesn't allocate.</summary>
    /// <param name="secret">The secret. The caller limits its length.</param>
    public static KeyedDigest Of(ReadOnlySpan<char> secret)
    {
        const int OnStack = 512;
        var length = Encoding.UTF8.GetMaxByteCount(secret.Length);
        byte[]? rented = null;
        var bytes = length <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(length);
        var used = bytes[..Encoding.UTF8.GetBytes(secret, bytes)];
        var digest = Of(used);
        CryptographicOperations.ZeroMemory(used);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);

        return digest;
    }

    /// <summary>Returns whether two digests are the same, in constant time.</summary>
    /// <param name="other">The other digest.</param>
    public bool Is(KeyedDigest other) => CryptographicOperations.FixedTimeEquals(Bytes(in this), Bytes(in other));

    private static ReadOnlySpan<byte> Bytes(in KeyedDigest digest)
        => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in digest, 1));
}

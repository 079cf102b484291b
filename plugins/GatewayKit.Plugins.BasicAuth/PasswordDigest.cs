using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>
/// An HMAC-SHA-256 (RFC 2104) of a password with a random key of this process: it can be compared, but neither predicted nor reversed.
/// </summary>
/// <param name="High">The first half.</param>
/// <param name="Low">The second half.</param>
internal readonly record struct PasswordDigest(UInt128 High, UInt128 Low)
{
    private static readonly byte[] s_key = RandomNumberGenerator.GetBytes(32);

    public static PasswordDigest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(s_key, bytes, hash);
        var halves = MemoryMarshal.Cast<byte, UInt128>(hash);
        return new PasswordDigest(halves[0], halves[1]);
    }

    /// <summary>Returns whether two digests are the same, in constant time.</summary>
    public bool Is(PasswordDigest other) => CryptographicOperations.FixedTimeEquals(Bytes(in this), Bytes(in other));

    private static ReadOnlySpan<byte> Bytes(in PasswordDigest digest)
        => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in digest, 1));
}

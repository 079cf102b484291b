using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit;

/// <summary>
/// The SHA-256 hash (FIPS 180-4) of a secret, which the gateway stores and compares instead of the secret, or of the public name of a
/// credential, such as a user name. Equality takes constant time.
/// </summary>
/// <remarks>
/// A fast, unsalted hash is sufficient for secrets of high entropy, such as generated API keys. Don't use it for passwords.
/// </remarks>
public readonly struct CredentialKey : IEquatable<CredentialKey>
{
    private const string Prefix = "sha256:";

    // SHA256.HashData creates a hash object for each call, which takes longer than hashing a key.
    [ThreadStatic]
    private static IncrementalHash? s_sha256;

    private readonly UInt128 _high;
    private readonly UInt128 _low;

    private CredentialKey(ReadOnlySpan<byte> hash)
    {
        var halves = MemoryMarshal.Cast<byte, UInt128>(hash);
        _high = halves[0];
        _low = halves[1];
    }

    /// <summary>Creates the key of a secret.</summary>
    /// <param name="secret">The secret. Its UTF-8 bytes are hashed.</param>
    public static CredentialKey FromSecret(ReadOnlySpan<char> secret)
    {
        const int OnStack = 512;
        var length = Encoding.UTF8.GetMaxByteCount(secret.Length);
        byte[]? rented = null;
        var bytes = length <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(length);
        var used = bytes[..Encoding.UTF8.GetBytes(secret, bytes)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var sha256 = s_sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData(used);
        sha256.GetHashAndReset(hash);
        CryptographicOperations.ZeroMemory(used);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);

        return new CredentialKey(hash);
    }

    /// <summary>Parses <c>sha256:</c> followed by 64 hexadecimal digits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">The key.</param>
    /// <returns><c>true</c> if the text has that form.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out CredentialKey key)
    {
        key = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var digits = text.AsSpan(Prefix.Length);
        if (digits.Length != 2 * hash.Length || Convert.FromHexString(digits, hash, out _, out _) != OperationStatus.Done)
            return false;

        key = new CredentialKey(hash);
        return true;
    }

    /// <inheritdoc />
    public bool Equals(CredentialKey other)
        => CryptographicOperations.FixedTimeEquals(Bytes(in this), Bytes(in other));

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is CredentialKey other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _low.GetHashCode();

    /// <summary>Returns the key as it is written in the configuration: <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public override string ToString() => Prefix + Convert.ToHexStringLower(Bytes(in this));

    /// <summary>Returns whether two keys are equal.</summary>
    public static bool operator ==(CredentialKey left, CredentialKey right) => left.Equals(right);

    /// <summary>Returns whether two keys differ.</summary>
    public static bool operator !=(CredentialKey left, CredentialKey right) => !left.Equals(right);

    private static ReadOnlySpan<byte> Bytes(in CredentialKey key)
        => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in key, 1));
}

using System.Globalization;
using System.Security.Cryptography;

namespace GatewayKit.Passwords;

/// <summary>PBKDF2 (RFC 8018, section 5.2) with an HMAC of the SHA-2 family.</summary>
/// <param name="hash">The hash function: <c>sha256</c> or <c>sha512</c>.</param>
/// <param name="iterations">The number of iterations.</param>
internal sealed class Pbkdf2Derivation(string hash, int iterations) : KeyDerivation
{
    // Below, a password can be guessed too fast; above, a login takes seconds.
    private const int MinimumIterations = 100_000;
    private const int MaximumIterations = 5_000_000;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"$pbkdf2-{hash}$i={iterations}");

    public override ValueTask<byte[]> DeriveAsync(byte[] password, byte[] salt, int length)
        => new(Rfc2898DeriveBytes.Pbkdf2(
            password, salt, iterations, hash == "sha256" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA512, length));

    public static (KeyDerivation? Derivation, string? Error) ReadParameters(PhcString hash)
    {
        if (hash.Version is not null || !hash.HasOnly("i", "l") || hash.Number("i") is not { } iterations)
            return (null, "must have the parameter i");
        if (hash.Has("l") && hash.Number("l") != hash.Key.Length)
            return (null, "must have a key of the length l");

        return iterations is < MinimumIterations or > MaximumIterations
            ? (null, $"must have between {MinimumIterations} and {MaximumIterations} iterations (i)")
            : (new Pbkdf2Derivation(hash.Algorithm["pbkdf2-".Length..], iterations), null);
    }
}

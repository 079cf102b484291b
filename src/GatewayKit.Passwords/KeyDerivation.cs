namespace GatewayKit.Passwords;

/// <summary>A key derivation with its parameters.</summary>
internal abstract class KeyDerivation
{
    /// <summary>The beginning of the hash: <c>$argon2id$v=19$m=19456,t=2,p=1</c>.</summary>
    public abstract override string ToString();

    /// <param name="password">The password; the array has its length.</param>
    /// <param name="salt">The salt.</param>
    /// <param name="length">The length of the key, in bytes.</param>
    public abstract ValueTask<byte[]> DeriveAsync(byte[] password, byte[] salt, int length);

    public static KeyDerivation Create(PasswordAlgorithm algorithm) => algorithm switch
    {
        PasswordAlgorithm.Argon2id => new Argon2idDerivation(memory: 19_456, passes: 2, lanes: 1),
        PasswordAlgorithm.Pbkdf2Sha256 => new Pbkdf2Derivation("sha256", 600_000),
        PasswordAlgorithm.Pbkdf2Sha512 => new Pbkdf2Derivation("sha512", 210_000),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "The algorithm isn't supported."),
    };

    /// <summary>Reads the algorithm and the parameters of a hash.</summary>
    /// <returns>The derivation, or why it isn't accepted, in words that follow the name of an option.</returns>
    public static (KeyDerivation? Derivation, string? Error) Read(PhcString hash) => hash.Algorithm switch
    {
        Argon2idDerivation.Name => Argon2idDerivation.ReadParameters(hash),
        "pbkdf2-sha256" or "pbkdf2-sha512" => Pbkdf2Derivation.ReadParameters(hash),
        _ => (null, "must be a hash with argon2id, pbkdf2-sha256 or pbkdf2-sha512"),
    };
}

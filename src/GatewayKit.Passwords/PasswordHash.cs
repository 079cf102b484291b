using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Passwords;

/// <summary>
/// The hash of a password in the PHC string format: <c>$argon2id$v=19$m=19456,t=2,p=1$SALT$KEY</c> or
/// <c>$pbkdf2-sha256$i=600000$SALT$KEY</c>, with salt and key in base64 without padding. It is immutable.
/// </summary>
public sealed class PasswordHash
{
    private const int NewSaltLength = 16;
    private const int NewKeyLength = 32;

    private readonly KeyDerivation _derivation;
    private readonly byte[] _salt;
    private readonly byte[] _key;

    private PasswordHash(KeyDerivation derivation, byte[] salt, byte[] key)
    {
        _derivation = derivation;
        _salt = salt;
        _key = key;
    }

    /// <summary>Gets the algorithm and its parameters, such as <c>$argon2id$v=19$m=19456,t=2,p=1</c>. Hashes with the same parameters
    /// take the
    /// same time to verify.</summary>
    public string Parameters => _derivation.ToString();

    /// <summary>Hashes a password with a random salt. Takes long by design: about a tenth of a second.</summary>
    /// <param name="password">The password. Its UTF-8 bytes are hashed.</param>
    /// <param name="algorithm">The algorithm.</param>
    public static async ValueTask<PasswordHash> CreateAsync(string password, PasswordAlgorithm algorithm = PasswordAlgorithm.Argon2id)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        var derivation = KeyDerivation.Create(algorithm);
        var salt = RandomNumberGenerator.GetBytes(NewSaltLength);
        var key = await derivation.DeriveAsync(Encoding.UTF8.GetBytes(password), salt, NewKeyLength).ConfigureAwait(false);
        return new PasswordHash(derivation, salt, key);
    }

    /// <summary>
    /// Parses a hash. Parameters are accepted only within bounds, so that a hash is neither too weak nor takes seconds to verify: PBKDF2
    /// with
    /// 100,000 to 5,000,000 iterations; Argon2id with 7 to 256 MiB of memory and 1 to 4 lanes; a salt of 8 to 64 bytes and a key of 16 to
    /// 64.
    /// </summary>
    /// <param name="text">The hash.</param>
    /// <param name="hash">The parsed hash.</param>
    /// <param name="error">Why the hash isn't accepted, in words that follow the name of an option. It doesn't contain the hash.</param>
    /// <returns><c>true</c> if the hash is accepted.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out PasswordHash? hash, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        hash = null;
        if (!PhcString.TryParse(text, out var phc))
        {
            error = "must be a hash in the PHC string format, such as '$argon2id$v=19$m=19456,t=2,p=1$SALT$KEY'";
            return false;
        }

        var (derivation, broken) = KeyDerivation.Read(phc);
        if (derivation is null)
        {
            error = broken!;
            return false;
        }

        if (phc.Salt.Length is < 8 or > 64 || phc.Key.Length is < 16 or > 64)
        {
            error = "must have a salt of 8 to 64 bytes and a key of 16 to 64 bytes";
            return false;
        }

        error = null;
        hash = new PasswordHash(derivation, phc.Salt, phc.Key);
        return true;
    }

    /// <summary>Checks a password. Takes long by design, most of it on the calling thread.</summary>
    /// <param name="password">The UTF-8 bytes of the password. An empty password never matches.</param>
    public async ValueTask<bool> VerifyAsync(ReadOnlyMemory<byte> password)
    {
        var bytes = password.ToArray();
        try
        {
            // An empty password takes the same time, but Argon2 doesn't accept it.
            var key = await _derivation.DeriveAsync(bytes.Length == 0 ? [0] : bytes, _salt, _key.Length).ConfigureAwait(false);
            return CryptographicOperations.FixedTimeEquals(key, _key) && bytes.Length > 0;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Returns the hash in the PHC string format.</summary>
    public override string ToString() => $"{_derivation}${PhcString.Text(_salt)}${PhcString.Text(_key)}";
}

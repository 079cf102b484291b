using System.Security.Cryptography;
using System.Text;
using GatewayKit.Authentication;
using GatewayKit.Passwords;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>
/// The password of a credential: a hash, which is costly to verify, or the digest of a password that the configuration has in plain text,
/// which is cheap to compare.
/// </summary>
internal sealed class StoredPassword
{
    /// <summary>The length of <see cref="Identity"/>.</summary>
    public const int IdentityLength = SHA256.HashSizeInBytes;

    private StoredPassword(string text, PasswordHash? hash)
    {
        Text = text;
        Hash = hash;
        Identity = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        if (hash is null)
            Plain = KeyedDigest.Of(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Gets the hash; null for a password in plain text.</summary>
    public PasswordHash? Hash { get; }

    /// <summary>Gets the digest of a password in plain text.</summary>
    public KeyedDigest Plain { get; }

    /// <summary>Gets a digest of the stored password: when it changes, no remembered password matches any more.</summary>
    public byte[] Identity { get; }

    /// <summary>Gets the effort of the comparison: all with the same take the same time.</summary>
    public string Effort => Hash?.Parameters ?? "";

    /// <summary>Gets the stored text, which is secret.</summary>
    public string Text { get; }

    public static StoredPassword Of(string? password, string? passwordHash)
        => password is not null ? new StoredPassword(password, null)
        : passwordHash is not null && PasswordHash.TryParse(passwordHash, out var hash, out _) ? new StoredPassword(passwordHash, hash)
        : throw new InvalidOperationException("The credential hasn't been validated.");
}

namespace GatewayKit.Passwords;

/// <summary>The algorithms for new password hashes, each with the parameters that OWASP recommends.</summary>
public enum PasswordAlgorithm
{
    /// <summary>Argon2id (RFC 9106) with 19 MiB of memory, 2 passes and 1 lane.</summary>
    Argon2id,

    /// <summary>PBKDF2 (RFC 8018) with HMAC-SHA-256 and 600,000 iterations.</summary>
    Pbkdf2Sha256,

    /// <summary>PBKDF2 (RFC 8018) with HMAC-SHA-512 and 210,000 iterations.</summary>
    Pbkdf2Sha512,
}

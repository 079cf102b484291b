using System.ComponentModel.DataAnnotations;
using GatewayKit.Passwords;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>A user name of a consumer, with the password or its hash.</summary>
public sealed record BasicAuthCredential : IConsumerCredential, IValidatedOptions
{
    /// <summary>The maximum length of a user name, in characters.</summary>
    public const int MaximumUsernameLength = 255;

    /// <summary>The maximum length of a password, in characters.</summary>
    public const int MaximumPasswordLength = 1024;

    private StoredPassword? _stored;

    /// <summary>The user name, case-sensitive, without colons.</summary>
    [StringLength(MaximumUsernameLength, MinimumLength = 1)]
    public required string Username { get; init; }

    /// <summary>The password. Prefer <c>passwordHash</c>: a configuration with passwords must be kept secret.</summary>
    [Secret, StringLength(MaximumPasswordLength, MinimumLength = 1)]
    public string? Password { get; init; }

    /// <summary>The hash of the password, as <c>gatewaykit hash</c> writes it: Argon2id or PBKDF2 in the PHC string format.</summary>
    [Secret]
    public string? PasswordHash { get; init; }

    CredentialKey IConsumerCredential.Key => CredentialKey.FromSecret(Username);

    /// <summary>Gets the password to compare with; created at the first use.</summary>
    internal StoredPassword Stored => _stored ??= StoredPassword.Of(Password, PasswordHash);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        // No request can present these (RFC 7617, section 2).
        if (Username.Contains(':', StringComparison.Ordinal) || !IsPresentable(Username))
            yield return new OptionsError("username", "must not contain colons or control characters");
        if (Password is not null && !IsPresentable(Password))
            yield return new OptionsError("password", "must not contain control characters");
        if (Password is null == PasswordHash is null)
            yield return new OptionsError("", "must have either 'password' or 'passwordHash'");
        if (PasswordHash is not null && !Passwords.PasswordHash.TryParse(PasswordHash, out _, out var error))
            yield return new OptionsError("passwordHash", error);
    }

    /// <summary>Returns the name of the type: the default implementation of a record would include the password.</summary>
    public override string ToString() => nameof(BasicAuthCredential);

    private static bool IsPresentable(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // A lone surrogate has no UTF-8 bytes; it is read as U+FFFD.
            if (System.Text.Rune.IsControl(rune) || rune == System.Text.Rune.ReplacementChar)
                return false;
        }

        return true;
    }
}

using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Soap;

/// <summary>A username token (Web Services Security UsernameToken Profile 1.0).</summary>
public sealed record SoapSecurity : IValidatedOptions
{
    /// <summary>The user name.</summary>
    [StringLength(1024, MinimumLength = 1)]
    public required string Username { get; init; }

    /// <summary>The password.</summary>
    [Secret, StringLength(1024)]
    public required string Password { get; init; }

    /// <summary>The form of the password: <c>text</c>, or <c>digest</c> with a nonce and the time.</summary>
    public PasswordForm PasswordForm { get; init; }

    /// <summary>The validity of a timestamp to add, 1 second to 1 hour; without it, there is no timestamp.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan? Timestamp { get; init; }

    /// <summary>Whether the upstream must process the header.</summary>
    public bool MustUnderstand { get; init; } = true;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Username.Any(char.IsControl))
            yield return new OptionsError("username", "must not contain control characters");
        if (Password.Any(char.IsControl))
            yield return new OptionsError("password", "must not contain control characters");
    }

    /// <summary>Returns the name of the type: the default implementation of a record would include the password.</summary>
    public override string ToString() => nameof(SoapSecurity);
}

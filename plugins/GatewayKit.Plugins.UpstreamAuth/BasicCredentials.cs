using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>A user name and a password (RFC 7617).</summary>
public sealed record BasicCredentials : IValidatedOptions
{
    /// <summary>The user name, without a colon.</summary>
    [StringLength(1024)]
    public required string Username { get; init; }

    /// <summary>The password.</summary>
    [Secret, StringLength(1024)]
    public required string Password { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Username.Contains(':', StringComparison.Ordinal) || Username.Any(char.IsControl))
            yield return new OptionsError("username", "must not contain a colon or control characters (RFC 7617, section 2)");
        if (Password.Any(char.IsControl))
            yield return new OptionsError("password", "must not contain control characters (RFC 7617, section 2)");
    }

    /// <summary>Returns the name of the type: the default implementation of a record would include the password.</summary>
    public override string ToString() => nameof(BasicCredentials);
}

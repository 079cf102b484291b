using GatewayKit.Authentication;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>The options of <c>basic-auth</c>.</summary>
public sealed record BasicAuthOptions : IValidatedOptions, IDescribedOptions
{
    /// <summary>The realm in the challenge of a 401 response (RFC 9110, section 11.5), in printable ASCII.</summary>
    public string Realm { get; init; } = "gateway";

    /// <summary>Whether to remove the credentials from the request before later plugins and the upstream see it.</summary>
    public bool HideCredentials { get; init; } = true;

    /// <summary>
    /// How long a verified password is remembered after its last use, as a keyed digest in memory. Meanwhile, a request doesn't verify the
    /// hash. With 0s, every request does.
    /// </summary>
    [DurationRange("0s", "1d")]
    public TimeSpan CacheDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The limit of wrong passwords per client address. Beyond it, wrong passwords, and passwords that aren't remembered, are answered
    /// with 429.
    /// </summary>
    public PasswordLimit Failures { get; init; } = new();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => Challenge.ValidateRealm("realm", Realm);

    /// <inheritdoc />
    public void Describe(ApiDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        description.Add(new ApiCredential(ApiCredentialKind.Http, "basic"))
            .Add(new ApiAnswer(401, "The name or the password is missing or wrong.", "WWW-Authenticate"));
    }
}

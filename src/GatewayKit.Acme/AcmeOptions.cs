using System.Buffers;
using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using GatewayKit.Acme.Challenges;
using GatewayKit.Authentication;

namespace GatewayKit.Acme;

/// <summary>The options of <c>tls.acme</c>.</summary>
public sealed record AcmeOptions : IValidatedOptions
{
    // Not in a URL with the scheme mailto and a single address (RFC 8555, section 7.3).
    private static readonly SearchValues<char> s_notInEmail = SearchValues.Create("?,:<>\"");

    /// <summary>The address of the ACME server's directory. It must use https, except for an address of this machine.</summary>
    public required string Directory { get; init; }

    /// <summary>Whether you agree to the server's terms of service. It must be <c>true</c>.</summary>
    public required bool AcceptTerms { get; init; }

    /// <summary>The host names to get certificates for, one certificate each. Names that clients send don't add to it.</summary>
    [MinLength(1), MaxLength(100)]
    public required ImmutableArray<string> Hosts { get; init; }

    /// <summary>The email addresses that the server can use for warnings.</summary>
    [MaxLength(10)]
    public ImmutableArray<string> Contacts { get; init; } = [];

    /// <summary>The challenges that the gateway answers: <c>tls-alpn-01</c>, <c>http-01</c>. After a failure, it uses the next
    /// one.</summary>
    [MinLength(1), MaxLength(2)]
    public ImmutableArray<string> Challenges { get; init; } = [ChallengeTypes.TlsAlpn, ChallengeTypes.Http];

    /// <summary>The type of the certificates' private keys.</summary>
    public AcmeKeyType KeyType { get; init; } = AcmeKeyType.EcP256;

    /// <summary>The folder of the account, the certificates and their keys, which must outlive the process; nodes can share it. Relative
    /// to the configuration file.</summary>
    [Required]
    public string Storage { get; init; } = "acme";

    /// <summary>How long before its expiry a certificate is renewed; at most two thirds of its lifetime. Unset: when the server suggests,
    /// or when a third of the lifetime is left.</summary>
    [DurationRange("1h", "365d")]
    public TimeSpan? RenewBefore { get; init; }

    /// <summary>The account at the certificate authority, for servers that require it.</summary>
    public AcmeExternalAccount? ExternalAccount { get; init; }

    /// <summary>A file with root certificates in PEM, instead of those of the system, for an ACME server of your own. Relative to the
    /// configuration file.</summary>
    public string? TrustedRoots { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var error in RemoteAddress.Validate("directory", Directory))
            yield return error;
        if (!AcceptTerms)
            yield return new OptionsError("acceptTerms", "is false; it must be true: read the terms of service of the ACME server first");

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Hosts.Length; i++)
        {
            if (HostRule.Broken(Hosts[i]) is { } rule)
                yield return new OptionsError($"hosts[{i}]", $"is '{Hosts[i]}'; {rule}");
            else if (!seen.Add(Hosts[i]))
                yield return new OptionsError($"hosts[{i}]", $"is '{Hosts[i]}', which is listed twice");
        }

        for (var i = 0; i < Contacts.Length; i++)
        {
            if (!IsEmail(Contacts[i]))
                yield return new OptionsError($"contacts[{i}]", "must be an email address, such as ops@example.com");
        }

        for (var i = 0; i < Challenges.Length; i++)
        {
            if (ChallengeTypes.Find(Challenges[i]) is null)
                yield return new OptionsError(
                    $"challenges[{i}]", $"is '{Challenges[i]}'; it must be {ChallengeTypes.TlsAlpn} or {ChallengeTypes.Http}");
        }

        if (Challenges.Distinct().Count() != Challenges.Length)
            yield return new OptionsError("challenges", "has a challenge twice");
    }

    private static bool IsEmail(string text)
        => text.Length is > 2 and <= 254 && text.Split('@') is [{ Length: > 0 }, { Length: > 0 }]
            && !text.AsSpan().ContainsAnyExceptInRange('!', '~') && !text.AsSpan().ContainsAny(s_notInEmail);
}

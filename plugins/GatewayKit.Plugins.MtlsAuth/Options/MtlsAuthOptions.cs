using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>The options of <c>mtls-auth</c>.</summary>
public sealed record MtlsAuthOptions : IValidatedOptions
{
    /// <summary>
    /// The PEM files with the root certificates that a client's certificate must lead to, 1 to 100. The roots of the operating system are
    /// never used. The plugin reads the files again when they change.
    /// </summary>
    [MinLength(1), MaxLength(100)]
    public required IReadOnlyList<string> Roots { get; init; }

    /// <summary>
    /// The PEM files with intermediate certificates, up to 100. They aren't trusted by themselves. List all that clients need: the ones
    /// that clients send in the TLS handshake aren't available to plugins.
    /// </summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Intermediates { get; init; } = [];

    /// <summary>
    /// The extended key usages (RFC 5280, section 4.2.1.12) that a certificate must allow, as object identifiers or <c>clientAuth</c>. A
    /// certificate without the extension allows every usage.
    /// </summary>
    [MaxLength(10)]
    public IReadOnlyList<string> Purposes { get; init; } = ["clientAuth"];

    /// <summary>The maximum number of certificates in a chain, with the client's and the root.</summary>
    [Range(1, 10)]
    public int MaxChainLength { get; init; } = 5;

    /// <summary>
    /// The claim that names a caller whose certificate belongs to no configured consumer, such as <c>commonName</c> or <c>uri</c>. Its
    /// value must be single. Default: the caller is rejected.
    /// </summary>
    public string? ConsumerClaim { get; init; }

    /// <summary>The text before a name from <c>consumerClaim</c>.</summary>
    public string ConsumerPrefix { get; init; } = "";

    /// <summary>The claim with the groups of a caller that <c>consumerClaim</c> names, for example <c>organizationalUnit</c>.
    /// Default: none.</summary>
    public string? GroupsClaim { get; init; }

    /// <summary>The groups that certificates can grant. Default: all.</summary>
    public IReadOnlyList<string>? AllowedGroups { get; init; }

    /// <summary>The values that claims of every certificate must have, one of each list; an empty list allows any value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> RequiredClaims { get; init; }
        = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// The headers that tell the upstream claims of the certificate, by claim, such as <c>thumbprint</c>. Those of the client are removed.
    /// </summary>
    public IReadOnlyDictionary<string, string> ClaimsToHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>The check for revocation. Default: none.</summary>
    public RevocationOptions Revocation { get; init; } = new();

    /// <summary>A header in which proxies forward the client's certificate. Default: none is read.</summary>
    public ForwardedOptions? Forwarded { get; init; }

    /// <summary>
    /// How long a verified certificate is remembered. Meanwhile, a request doesn't verify it; it is forgotten earlier when a certificate or
    /// CRL of its chain expires, and when CRLs or files change.
    /// </summary>
    [DurationRange("0s", "1d")]
    public TimeSpan CacheDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var error in (ConsumerClaim is { } consumer ? ClaimPath.Validate("consumerClaim", consumer) : [])
            .Concat(GroupsClaim is { } groups ? ClaimPath.Validate("groupsClaim", groups) : [])
            .Concat(ClaimOptions.ValidateList("allowedGroups", AllowedGroups))
            .Concat(ClaimRules.Validate("requiredClaims", RequiredClaims))
            .Concat(ClaimHeaders.Validate("claimsToHeaders", ClaimsToHeaders)))
            yield return error;
        if (ConsumerPrefix.Length > 0 && !ClaimNames.IsValid(ConsumerPrefix + "x"))
            yield return new OptionsError("consumerPrefix", "must be printable ASCII characters without a space at the start");
        if (GroupsClaim is not null && ConsumerClaim is null)
            yield return new OptionsError("groupsClaim", "needs 'consumerClaim', because configured consumers have their own groups");
        for (var i = 0; i < Purposes.Count; i++)
        {
            if (Purpose.Oid(Purposes[i]) is null)
                yield return new OptionsError(string.Create(CultureInfo.InvariantCulture, $"purposes[{i}]"),
                    $"is {HeaderOptions.Quoted(Purposes[i])}; it must be 'clientAuth' or an object identifier such as 1.3.6.1.5.5.7.3.2");
        }
    }
}

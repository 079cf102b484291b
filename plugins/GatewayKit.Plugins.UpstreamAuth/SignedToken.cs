using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>A JWT of the gateway (RFC 7519) in the header <c>Authorization</c>.</summary>
public sealed record SignedToken : IValidatedOptions
{
    private static readonly string[] s_reserved = ["iss", "aud", "sub", "iat", "nbf", "exp", "jti", "groups"];

    /// <summary>The file with the private key in PEM: RSA with at least 2048 bits (RS256), or P-256 (ES256).</summary>
    public required string KeyFile { get; init; }

    /// <summary>The issuer: the claim <c>iss</c>.</summary>
    [StringLength(2048, MinimumLength = 1)]
    public required string Issuer { get; init; }

    /// <summary>The upstream: the claim <c>aud</c>.</summary>
    [StringLength(2048, MinimumLength = 1)]
    public required string Audience { get; init; }

    /// <summary>The lifetime of a token, 10 seconds to 1 hour. The gateway reuses a token until half of it has passed.</summary>
    [DurationRange("10s", "1h")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Claims with fixed values. The gateway adds the caller's name as <c>sub</c> and the groups as <c>groups</c>; for a request without a
    /// caller, both are missing.
    /// </summary>
    public IReadOnlyDictionary<string, string> Claims { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => Claims.Keys.Where(s_reserved.Contains).Select(name => new OptionsError("claims", $"sets '{name}'; the gateway sets this claim"));
}

using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>The options of <c>jwks</c>.</summary>
public sealed record JwksOptions
{
    /// <summary>
    /// The files with the private keys in PEM, 1 to 10. The plugin publishes only their public parameters. To replace a key, first add
    /// the new file here, then use it in <c>upstream-auth</c>, then remove the old one.
    /// </summary>
    [MinLength(1), MaxLength(10)]
    public required IReadOnlyList<string> KeyFiles { get; init; }

    /// <summary>The time for which upstreams may cache the response, 0 s to 1 day.</summary>
    [DurationRange("0s", "1d")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(5);
}

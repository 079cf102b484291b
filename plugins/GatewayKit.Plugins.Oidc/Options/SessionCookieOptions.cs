using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Oidc;

/// <summary>The session cookie.</summary>
public sealed record SessionCookieOptions
{
    /// <summary>
    /// The name. Default: <c>__Host-gatewaykit-session</c>, or <c>__Secure-gatewaykit-session</c> with a domain. Over HTTP, which works
    /// only for this machine, the cookie doesn't have the prefix.
    /// </summary>
    [StringLength(64, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>The domain whose hosts all share the session, such as <c>example.com</c>. Default: only the host itself.</summary>
    [StringLength(253, MinimumLength = 1)]
    public string? Domain { get; init; }

    /// <summary>Which requests from other sites carry the cookie.</summary>
    public SameSite SameSite { get; init; }

    /// <summary>The time after a login after which the user must log in again, whatever happens in between.</summary>
    [DurationRange("1m", "30d")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(8);

    /// <summary>The time without a request after which the session ends.</summary>
    [DurationRange("1m", "30d")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The name with its default.</summary>
    internal string FullName => Name ?? (Domain is null ? "__Host-" : "__Secure-") + "gatewaykit-session";
}

using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Protects requests with the session cookie from pages of other sites.</summary>
public sealed record CsrfOptions
{
    /// <summary>The header that a request with an unsafe method must have as well, with any value, such as <c>X-CSRF</c>. Default:
    /// none.</summary>
    [StringLength(64, MinimumLength = 1)]
    public string? Header { get; init; }

    /// <summary>The other origins whose pages may use the session, such as <c>https://app.example.com</c>.</summary>
    [MaxLength(50)]
    public IReadOnlyList<string> TrustedOrigins { get; init; } = [];
}

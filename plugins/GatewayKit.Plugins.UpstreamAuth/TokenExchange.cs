using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>OAuth 2.0 token exchange (RFC 8693): the caller's bearer token is exchanged for a token for the upstream.</summary>
public sealed record TokenExchange : TokenClient
{
    /// <summary>The type of the caller's token (RFC 8693, section 3).</summary>
    [StringLength(256, MinimumLength = 1)]
    public string SubjectTokenType { get; init; } = "urn:ietf:params:oauth:token-type:access_token";
}

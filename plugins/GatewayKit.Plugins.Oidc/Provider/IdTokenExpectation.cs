namespace GatewayKit.Plugins.Oidc;

/// <summary>The values that an ID token must have in addition to those that all need.</summary>
internal sealed record IdTokenExpectation
{
    /// <summary>The nonce of the login; null for a refresh, whose token can have none.</summary>
    public string? Nonce { get; init; }

    /// <summary>The access token of the same response.</summary>
    public required string AccessToken { get; init; }

    /// <summary>The code of the login; null for a refresh.</summary>
    public string? Code { get; init; }

    /// <summary>The subject of the session that is refreshed; null for a login.</summary>
    public string? Subject { get; init; }

    /// <summary>The time since the user's authentication; null for any.</summary>
    public TimeSpan? MaximumAge { get; init; }
}

using System.Text.Json.Serialization;

namespace GatewayKit.Plugins.Oidc;

/// <summary>A login that was started in a browser: the content of its cookie, encrypted.</summary>
internal sealed record PendingLogin
{
    /// <summary>The time in which a login must be completed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    [JsonPropertyName("s")]
    public required string State { get; init; }

    /// <summary>The value that the ID token must have, so that a code of another login can't be injected.</summary>
    [JsonPropertyName("n")]
    public required string Nonce { get; init; }

    /// <summary>The secret of PKCE (RFC 7636).</summary>
    [JsonPropertyName("v")]
    public required string Verifier { get; init; }

    /// <summary>Where the browser goes after the login: a path of this host.</summary>
    [JsonPropertyName("u")]
    public required string ReturnUrl { get; init; }

    [JsonPropertyName("r")]
    public required string RedirectUri { get; init; }

    /// <summary>The time, in seconds since 1970.</summary>
    [JsonPropertyName("c")]
    public required long Created { get; init; }

    public override string ToString() => nameof(PendingLogin);
}

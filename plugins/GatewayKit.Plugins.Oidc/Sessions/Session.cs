using System.Text.Json.Serialization;

namespace GatewayKit.Plugins.Oidc;

/// <summary>A session: everything that its cookie contains, encrypted. Times are seconds since 1970.</summary>
internal sealed record Session
{
    /// <summary>The id, which stays the same when the session is renewed.</summary>
    [JsonPropertyName("i")]
    public required string Id { get; init; }

    /// <summary>The time of the login.</summary>
    [JsonPropertyName("c")]
    public required long Created { get; init; }

    /// <summary>The time of a request, updated from time to time.</summary>
    [JsonPropertyName("s")]
    public required long Seen { get; init; }

    /// <summary>The time at which the tokens were obtained.</summary>
    [JsonPropertyName("o")]
    public required long Obtained { get; init; }

    /// <summary>The time at which the access token expires.</summary>
    [JsonPropertyName("e")]
    public required long Expires { get; init; }

    /// <summary>The number of logouts of all sessions of the user that the provider had reported before the login.</summary>
    [JsonPropertyName("g")]
    public required long Logouts { get; init; }

    /// <summary>The session of the provider (<c>sid</c>); null if no ID token named it. Those of a refresh need not name it.</summary>
    [JsonPropertyName("p")]
    public string? ProviderSession { get; init; }

    [JsonPropertyName("t")]
    public required string IdToken { get; init; }

    [JsonPropertyName("a")]
    public required string AccessToken { get; init; }

    [JsonPropertyName("r")]
    public string? RefreshToken { get; init; }

    /// <summary>The claims of the UserInfo endpoint: a JSON object.</summary>
    [JsonPropertyName("u")]
    public string? UserInfo { get; init; }

    public override string ToString() => nameof(Session);
}

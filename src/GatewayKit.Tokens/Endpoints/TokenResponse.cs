using System.Text.Json.Serialization;

namespace GatewayKit.Tokens;

/// <summary>A response of a token endpoint (RFC 6749, sections 5.1 and 5.2; RFC 8693, section 2.2; OpenID Connect Core, section
/// 3.1.3.3).</summary>
internal sealed record TokenResponse
{
    /// <summary>The longest lifetime that is believed.</summary>
    private const double MaximumSeconds = 86_400;

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("token_type")]
    public string? TokenType { get; init; }

    [JsonPropertyName("id_token")]
    public string? IdToken { get; init; }

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }

    [JsonPropertyName("expires_in"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public double? ExpiresIn { get; init; }

    [JsonPropertyName("error")]
    public string? Error { get; init; }

    /// <summary>The time for which the access token is valid, at most a day; null if the response doesn't have it.</summary>
    [JsonIgnore]
    public TimeSpan? Lifetime
        => ExpiresIn is { } seconds && double.IsFinite(seconds) ? TimeSpan.FromSeconds(double.Clamp(seconds, 0, MaximumSeconds)) : null;

    public override string ToString() => nameof(TokenResponse);
}

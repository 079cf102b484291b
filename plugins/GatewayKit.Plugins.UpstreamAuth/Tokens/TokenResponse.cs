using System.Text.Json.Serialization;

namespace GatewayKit.Plugins.UpstreamAuth.Tokens;

/// <summary>A response of a token endpoint (RFC 6749, sections 5.1 and 5.2; RFC 8693, section 2.2).</summary>
internal sealed record TokenResponse
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("token_type")]
    public string? TokenType { get; init; }

    [JsonPropertyName("expires_in"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public double? ExpiresIn { get; init; }

    [JsonPropertyName("error")]
    public string? Error { get; init; }

    public override string ToString() => nameof(TokenResponse);
}

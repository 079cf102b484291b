using System.ComponentModel.DataAnnotations;
using GatewayKit.Authentication;
using GatewayKit.Plugins.UpstreamAuth.Tokens;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>The gateway as a client of an authorization server (OAuth 2.0, RFC 6749).</summary>
public abstract record TokenClient : IValidatedOptions
{
    /// <summary>The address of the token endpoint: an absolute HTTPS URL, or HTTP on a loopback address.</summary>
    public required string TokenUrl { get; init; }

    /// <summary>The id of the gateway at the authorization server.</summary>
    [StringLength(1024, MinimumLength = 1)]
    public required string ClientId { get; init; }

    /// <summary>The secret of the gateway.</summary>
    [Secret, StringLength(4096, MinimumLength = 1)]
    public required string ClientSecret { get; init; }

    /// <summary>How the gateway sends its id and secret.</summary>
    public ClientAuthentication ClientAuthentication { get; init; }

    /// <summary>The scopes to request.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The audience to request, such as the upstream, for authorization servers that need it.</summary>
    [StringLength(2048, MinimumLength = 1)]
    public string? Audience { get; init; }

    /// <summary>The time to wait for the token endpoint, 10 ms to 30 s.</summary>
    [DurationRange("10ms", "30s")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => TokenUrls.Validate("tokenUrl", TokenUrl);

    /// <summary>Returns the name of the type: the default implementation of a record would include the secret.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Returns the parameters of the request that the server's grants have in common.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Form()
    {
        if (Scopes.Count > 0)
            yield return new("scope", string.Join(' ', Scopes));
        if (Audience is { } audience)
            yield return new("audience", audience);
    }

    internal TokenRequests OpenEndpoint(IHttpClientFactory clients, TimeProvider time)
    {
        var client = SecretClient.Create(ClientId, ClientSecret, ClientAuthentication);
        return new(new TokenEndpoint(client, Timeout, clients, time), new Uri(TokenUrl), time);
    }
}

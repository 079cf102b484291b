using GatewayKit.Tokens;

namespace GatewayKit.Plugins.UpstreamAuth.Tokens;

/// <summary>Requests tokens for the upstream.</summary>
internal sealed class TokenRequests(TokenEndpoint endpoint, Uri url, TimeProvider time)
{
    /// <summary>The lifetime of a token whose response doesn't have one.</summary>
    private static readonly TimeSpan s_unknownLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(5);

    /// <summary>Requests a token.</summary>
    /// <param name="form">The parameters of the grant.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="TokenException">There is no token.</exception>
    public async Task<Token> SendAsync(IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var response = await endpoint.RequestAsync(url, form, cancellation).ConfigureAwait(false);
        var lifetime = response.Lifetime ?? s_unknownLifetime;
        return new Token(
            "Bearer " + response.AccessToken, start, lifetime - TimeSpan.FromTicks(long.Min(s_margin.Ticks, lifetime.Ticks / 10)));
    }
}

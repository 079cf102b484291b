using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GatewayKit.Authentication;
using GatewayKit.Tokens;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Oidc;

/// <summary>The identity provider: its metadata, and its endpoints for tokens and claims.</summary>
internal sealed class IdentityProvider : IDisposable
{
    private const int MaximumDepth = 32;

    private readonly KeySources _sources;
    private readonly RemoteKeySettings _settings;
    private readonly RemoteKeys _keys;
    private readonly SigningKey? _clientKey;
    private readonly TokenEndpoint _tokens;
    private readonly IHttpClientFactory _clients;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;

    /// <exception cref="PluginOptionsException">The key of the client can't be used.</exception>
    public IdentityProvider(
        OidcOptions options, PluginPlacement placement, IPluginFiles files, IHttpClientFactory clients, KeySources sources,
        TimeProvider time, ILogger logger)
    {
        (_sources, _clients, _time, _timeout) = (sources, clients, time, options.Timeout);
        _clientKey = options.ClientMethod == ClientAuthentication.PrivateKeyJwt
            ? SigningKey.Load("clientKeyFile", placement.ResolvePath(options.ClientKeyFile!), files)
            : null;
        _tokens = new TokenEndpoint(Client(options), options.Timeout, clients, time);
        _settings = new RemoteKeySettings(options.Authority, null, "", options.RequireHttps, TimeSpan.FromMinutes(15));
        _keys = sources.Acquire(_settings, clients, time, logger);
        Signed = new SignedTokens(_keys, options.ClientId);
        IdTokens = new IdTokens(Signed, options.ClientId, options.ClockSkew, time);
    }

    public SignedTokens Signed { get; }

    public IdTokens IdTokens { get; }

    /// <summary>Returns the metadata; waits for it if it isn't known yet.</summary>
    /// <returns>The metadata; null if the provider can't be reached.</returns>
    public async ValueTask<ProviderMetadata?> FindAsync(CancellationToken cancellation)
        => (await _keys.GetAsync(cancellation).ConfigureAwait(false))?.Provider;

    /// <summary>Requests tokens.</summary>
    /// <exception cref="ProviderException">There are none.</exception>
    public async Task<TokenResponse> RequestAsync(IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellation)
    {
        if (await FindAsync(cancellation).ConfigureAwait(false) is not { } metadata)
            throw new ProviderException("The metadata of the provider isn't available.", isUnavailable: true);
        if (metadata.Endpoint("token_endpoint") is not { } url)
            throw new ProviderException("The metadata of the provider has no valid 'token_endpoint'.");

        try
        {
            return await _tokens.RequestAsync(url, form, cancellation).ConfigureAwait(false);
        }
        catch (TokenException error)
        {
            throw new ProviderException($"The token endpoint failed: {error.Message}.", error.RefusesGrant);
        }
    }

    /// <summary>Requests the claims of a user (OpenID Connect Core, section 5.3).</summary>
    /// <param name="accessToken">The access token.</param>
    /// <param name="subject">The subject of the ID token.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="ProviderException">There are none, or they are those of another user.</exception>
    public async Task<string> UserInfoAsync(string accessToken, string subject, CancellationToken cancellation)
    {
        var metadata = await FindAsync(cancellation).ConfigureAwait(false);
        if (metadata?.Endpoint("userinfo_endpoint") is not { } url)
            throw new ProviderException("The metadata of the provider has no valid 'userinfo_endpoint'.");

        using var limit = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var client = _clients.CreateClient(TokenEndpointClient.Name);
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var response = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);

            // A signed response (application/jwt) isn't supported.
            if (response.StatusCode != HttpStatusCode.OK || !StrictJson.TryParseObject(body, MaximumDepth, out var claims))
                throw new ProviderException("The UserInfo endpoint doesn't return a JSON object.");
            if (SessionClaims.Text(claims, "sub") != subject)
                throw new ProviderException("The UserInfo endpoint returns the claims of another user.");
            return Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(claims, OidcJson.Compact.JsonElement));
        }
        catch (HttpRequestException)
        {
            throw new ProviderException("The UserInfo endpoint can't be reached.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new ProviderException("The UserInfo endpoint didn't answer in time.");
        }
    }

    public void Dispose()
    {
        _sources.Release(_settings);
        _clientKey?.Dispose();
    }

    private IClientAuthentication Client(OidcOptions options) => options.ClientMethod switch
    {
        ClientAuthentication.Basic => new BasicClient(options.ClientId, options.ClientSecret!),
        ClientAuthentication.PrivateKeyJwt => new PrivateKeyClient(
            options.ClientId, _clientKey!, () => options.ClientAssertionAudience ?? _keys.Current?.Issuer ?? options.Authority, _time),
        _ => new PostClient(options.ClientId, options.ClientSecret),
    };
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace GatewayKit.Plugins.UpstreamAuth.Tokens;

/// <summary>Requests tokens from a token endpoint (RFC 6749, section 3.2).</summary>
internal sealed class TokenEndpoint(
    Uri url, string id, string secret, ClientAuthentication authentication, TimeSpan timeout, IHttpClientFactory clients, TimeProvider time)
{
    public const string Client = "upstream-auth";
    public const int MaxResponse = 64 * 1024;

    private const int LongestToken = 16 * 1024;

    /// <summary>The lifetime of a token whose response doesn't have one.</summary>
    private static readonly TimeSpan s_unknownLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(5);

    /// <summary>Requests a token.</summary>
    /// <param name="form">The parameters of the grant.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="TokenException">There is no token.</exception>
    public async Task<Token> RequestAsync(IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var client = clients.CreateClient(Client);
            using var request = CreateRequest(form);
            using var response = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return Read(response.StatusCode, body, start);
        }
        catch (HttpRequestException error)
        {
            throw new TokenException(error.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TokenException($"it didn't answer within {Duration.Format(timeout)}");
        }
    }

    private HttpRequestMessage CreateRequest(IEnumerable<KeyValuePair<string, string>> form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (authentication == ClientAuthentication.Basic)
        {
            // RFC 6749, section 2.3.1: both are form-encoded first.
            var pair = $"{WebUtility.UrlEncode(id)}:{WebUtility.UrlEncode(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }
        else
        {
            form = form.Append(new("client_id", id)).Append(new("client_secret", secret));
        }

        request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    private static Token Read(HttpStatusCode status, byte[] body, long start)
    {
        TokenResponse? response;
        try
        {
            response = JsonSerializer.Deserialize(body, TokenJson.Default.TokenResponse);
        }
        catch (JsonException)
        {
            throw new TokenException(string.Create(CultureInfo.InvariantCulture, $"it answered {(int)status} without valid JSON"));
        }

        if (status != HttpStatusCode.OK)
            throw Failed(status, response?.Error);
        if (response?.AccessToken is not { Length: > 0 and <= LongestToken } token || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new TokenException("its response has no valid access token");

        // RFC 8693 allows N_A for a token that isn't an access token; the caller uses it as a bearer token nevertheless.
        if (response.TokenType is { } type
            && !type.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && !type.Equals("N_A", StringComparison.OrdinalIgnoreCase))
            throw new TokenException("its token isn't a bearer token");

        return new Token("Bearer " + token, start, Lifetime(response.ExpiresIn));
    }

    private static TokenException Failed(HttpStatusCode status, string? error)
    {
        // Only codes of the registry are repeated in the log: the rest is text of a stranger.
        var code = error is "invalid_request" or "invalid_client" or "invalid_grant" or "unauthorized_client" or "unsupported_grant_type"
            or "invalid_scope" or "invalid_target" ? $" ({error})" : "";
        return new TokenException(
            string.Create(CultureInfo.InvariantCulture, $"it answered {(int)status}{code}"),
            refusesSubject: status == HttpStatusCode.BadRequest && error is "invalid_grant" or "invalid_request" or "invalid_target");
    }

    private static TimeSpan Lifetime(double? seconds)
    {
        var lifetime = seconds is { } s && double.IsFinite(s) ? TimeSpan.FromSeconds(double.Clamp(s, 0, 86_400)) : s_unknownLifetime;
        return lifetime - TimeSpan.FromTicks(long.Min(s_margin.Ticks, lifetime.Ticks / 10));
    }
}

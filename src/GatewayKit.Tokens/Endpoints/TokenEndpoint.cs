using System.Globalization;
using System.Net;
using System.Text.Json;

namespace GatewayKit.Tokens;

/// <summary>Requests tokens from a token endpoint (RFC 6749, section 3.2).</summary>
/// <param name="authentication">How the gateway authenticates to it.</param>
/// <param name="timeout">The time in which it must respond.</param>
/// <param name="clients">The HTTP clients of the assembly, with the one of <see cref="TokenEndpointClient"/>.</param>
/// <param name="time">The clock for the timeout.</param>
internal sealed class TokenEndpoint(
    IClientAuthentication authentication, TimeSpan timeout, IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The maximum length of a token, in characters.</summary>
    public const int MaximumToken = 16 * 1024;

    private readonly FormClient _forms = new(authentication, timeout, clients, time);

    /// <summary>Requests tokens.</summary>
    /// <param name="url">The address of the endpoint.</param>
    /// <param name="form">The parameters of the grant.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The response with a valid access token that is used as a bearer token.</returns>
    /// <exception cref="TokenException">There is no token.</exception>
    public async Task<TokenResponse> RequestAsync(
        Uri url, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellation)
    {
        try
        {
            var (status, body) = await _forms.PostAsync(url, form, cancellation).ConfigureAwait(false);
            return Read(status, body);
        }
        catch (Exception error) when (error is HttpRequestException or TimeoutException)
        {
            throw new TokenException(error.Message);
        }
    }

    /// <summary>Returns whether a text can be a token in a header: printable ASCII without spaces, not too long.</summary>
    public static bool IsToken(string? text)
        => text is { Length: > 0 and <= MaximumToken } && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static TokenResponse Read(HttpStatusCode status, byte[] body)
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
        if (response is null || !IsToken(response.AccessToken))
            throw new TokenException("its response has no valid access token");

        // RFC 8693 allows N_A for a token that isn't an access token; the caller uses it as a bearer token nevertheless.
        if (response.TokenType is { } type
            && !type.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && !type.Equals("N_A", StringComparison.OrdinalIgnoreCase))
            throw new TokenException("its token isn't a bearer token");

        return response;
    }

    private static TokenException Failed(HttpStatusCode status, string? error)
    {
        // Only codes of the registry are repeated in the log: the rest is text of a stranger.
        var code = error is "invalid_request" or "invalid_client" or "invalid_grant" or "unauthorized_client" or "unsupported_grant_type"
            or "invalid_scope" or "invalid_target" ? error : null;
        return new TokenException(
            string.Create(CultureInfo.InvariantCulture, $"it answered {(int)status}{(code is null ? "" : $" ({code})")}"),
            status == HttpStatusCode.BadRequest ? code : null);
    }
}

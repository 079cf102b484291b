using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.AspNetCoreAuth;

/// <summary>
/// Describes the challenge of a scheme. A scheme writes its challenge to the response of the exchange, which a plugin must not do:
/// it writes to another response instead, which is then described.
/// </summary>
internal static class SchemeChallenge
{
    /// <param name="http">The exchange.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="rejection">The result if the scheme doesn't respond.</param>
    /// <returns>The scheme's response, or a 401 with its <c>WWW-Authenticate</c>.</returns>
    public static async ValueTask<AuthenticationResult> DescribeAsync(HttpContext http, string scheme, AuthenticationResult rejection)
    {
        var features = http.Features;
        var (response, body, cookies) = (features.Get<IHttpResponseFeature>()!, features.Get<IHttpResponseBodyFeature>()!,
            features.Get<IResponseCookiesFeature>());
        using var content = new MemoryStream();
        var captured = new CapturedResponse(response);
        var capturedBody = new StreamResponseBodyFeature(content);
        features.Set<IHttpResponseFeature>(captured);
        features.Set<IHttpResponseBodyFeature>(capturedBody);
        features.Set<IResponseCookiesFeature>(new ResponseCookiesFeature(features));
        try
        {
            await http.ChallengeAsync(scheme).ConfigureAwait(false);
            await captured.StartAsync().ConfigureAwait(false);
            await capturedBody.CompleteAsync().ConfigureAwait(false);
        }
        finally
        {
            features.Set(response);
            features.Set(body);
            features.Set(cookies);
        }

        return captured.Describe(content.ToArray(), rejection);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Ends a session here, and sends the browser to the provider's logout (OpenID Connect RP-Initiated Logout 1.0).</summary>
internal sealed class LogoutStart(
    OidcOptions options, IdentityProvider provider, SessionGate gate, Logouts logouts, OwnHosts hosts, CookieJars jars,
    ForgedRequests forged)
{
    // Longer addresses don't arrive everywhere; the provider then asks the user.
    private const int MaximumHint = 4096;

    /// <summary>Ends a session.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Cancels waiting for the provider and the counters.</param>
    public async ValueTask<GatewayResponse> EndAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsPost(request.Method))
            return Problems.MethodNotAllowed.WithHeader("Allow", "GET, POST");
        if (!forged.IsOwn(request))
            return Problems.Forged;

        var session = await gate.FindForLogoutAsync(request, cancellation).ConfigureAwait(false);
        if (session is not null)
            await logouts.EndAsync(session, cancellation).ConfigureAwait(false);
        var response = new GatewayResponse(303)
            .WithHeader("Location", await TargetAsync(request, session, cancellation).ConfigureAwait(false))
            .WithHeader("Cache-Control", "no-store");
        foreach (var cookie in jars.Of(request)?.DeleteSession(request) ?? [])
            response = response.WithHeader("Set-Cookie", cookie);
        return response;
    }

    private async ValueTask<string> TargetAsync(HttpRequest request, Session? session, CancellationToken cancellation)
    {
        var metadata = await provider.FindAsync(cancellation).ConfigureAwait(false);
        if (session is null || metadata?.Endpoint("end_session_endpoint") is not { } endpoint)
            return options.PostLogoutRedirect;

        var parameters = new Dictionary<string, string?> { ["client_id"] = options.ClientId };
        if (session.IdToken.Length <= MaximumHint)
            parameters["id_token_hint"] = session.IdToken;
        if (!options.PostLogoutRedirect.StartsWith('/'))
            parameters["post_logout_redirect_uri"] = options.PostLogoutRedirect;
        else if (hosts.OriginOf(request) is { } origin)
            parameters["post_logout_redirect_uri"] = origin + options.PostLogoutRedirect;
        return QueryHelpers.AddQueryString(endpoint.AbsoluteUri, parameters);
    }
}

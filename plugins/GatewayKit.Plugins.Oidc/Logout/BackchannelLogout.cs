using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Ends sessions that the provider reports (OpenID Connect Back-Channel Logout 1.0, section 2.5).</summary>
internal sealed class BackchannelLogout(LogoutTokens tokens, Logouts logouts, OidcErrors errors)
{
    private const string FormType = "application/x-www-form-urlencoded";

    private static readonly ByteSize s_maximumBody = ByteSize.Kilobytes(32);

    private static readonly GatewayResponse s_done = new GatewayResponse(200).WithHeader("Cache-Control", "no-store");

    /// <summary>Ends the sessions that the logout token of a request names.</summary>
    public async ValueTask<GatewayResponse> HandleAsync(GatewayContext context)
    {
        var request = context.Http.Request;
        if (!HttpMethods.IsPost(request.Method))
            return Problems.MethodNotAllowed.WithHeader("Allow", "POST");
        if (request.ContentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) != true)
            return Problems.InvalidLogoutToken;

        var body = await context.BufferRequestBodyAsync(s_maximumBody).ConfigureAwait(false);
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span));
        if (!form.TryGetValue("logout_token", out var values) || values is not [{ } text])
            return Problems.InvalidLogoutToken;

        try
        {
            var token = await tokens.ValidateAsync(text, context.CancellationToken).ConfigureAwait(false);
            if (!await logouts.WasUsedAsync(token.Id, context.CancellationToken).ConfigureAwait(false))
            {
                // In this order: if the store fails in between, the provider can send the token again.
                await EndAsync(token, context.CancellationToken).ConfigureAwait(false);
                if (await logouts.TryUseAsync(token.Id, context.CancellationToken).ConfigureAwait(false))
                    return s_done;
            }

            errors.LogoutFailed("The logout token was used before.");
            return Problems.InvalidLogoutToken;
        }
        catch (ProviderException error)
        {
            errors.LogoutFailed(error.Message);
            return error.IsUnavailable ? Problems.Unavailable : Problems.InvalidLogoutToken;
        }
    }

    private ValueTask EndAsync(LogoutToken token, CancellationToken cancellation)
        => token.SessionId is { } session
            ? logouts.EndProviderSessionAsync(session, cancellation)
            : logouts.EndUserAsync(token.Subject!, cancellation);
}

using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Oidc;

/// <summary>The paths that the plugin answers itself.</summary>
internal sealed class OidcEndpoints(
    OidcOptions options, SessionGate gate, LoginStart login, LoginCallback callback, LogoutStart logout, BackchannelLogout backchannel,
    SessionCookies cookies, string challenge)
{
    private static readonly GatewayResponse s_user = new GatewayResponse(200)
        .WithHeader("Cache-Control", "no-store")
        .WithHeader("X-Content-Type-Options", "nosniff");

    /// <summary>Returns whether a path is one of the plugin's.</summary>
    public bool Have(string? path) => path is not null
        && (path == options.UserEndpoint || path == options.CallbackPath || path == options.LoginPath || path == options.LogoutPath
            || path == options.BackchannelLogoutPath);

    /// <summary>Answers a request for one of the paths.</summary>
    public async ValueTask<AuthenticationResult> AnswerAsync(GatewayContext context)
    {
        var request = context.Http.Request;
        var path = request.Path.Value;
        try
        {
            return path == options.UserEndpoint ? await DescribeUserAsync(context).ConfigureAwait(false)
                : AuthenticationResult.Respond(
                    path == options.CallbackPath ? await callback.CompleteAsync(request, context.CancellationToken).ConfigureAwait(false)
                    : path == options.LoginPath ? await LogInAsync(request, context.CancellationToken).ConfigureAwait(false)
                    : path == options.LogoutPath ? await logout.EndAsync(request, context.CancellationToken).ConfigureAwait(false)
                    : await backchannel.HandleAsync(context).ConfigureAwait(false));
        }
        catch (CounterStoreException)
        {
            return AuthenticationResult.Respond(Problems.StoreUnavailable);
        }
    }

    private async ValueTask<AuthenticationResult> DescribeUserAsync(GatewayContext context)
    {
        var request = context.Http.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return AuthenticationResult.Respond(Problems.MethodNotAllowed.WithHeader("Allow", "GET, HEAD"));

        var finding = await gate.FindAsync(request, context.CancellationToken).ConfigureAwait(false);
        if (finding.Problem is { } problem)
            return AuthenticationResult.Respond(problem);
        if (finding.Visitor is not { } visitor)
            return AuthenticationResult.NoCredentials(challenge);

        var response = s_user.WithBody(SessionClaims.ForUser(visitor.Claims), "application/json");
        return AuthenticationResult.Respond(finding.IsRenewed ? cookies.Renew(request, visitor.Session, response) : response);
    }

    private ValueTask<GatewayResponse> LogInAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!HttpMethods.IsGet(request.Method))
            return new(Problems.MethodNotAllowed.WithHeader("Allow", "GET"));

        var target = ReturnUrl.Home;
        foreach (var parameter in new QueryParameters(request.QueryString))
        {
            if (parameter.Has("returnUrl") && ReturnUrl.TryParse(parameter.Value, out var url))
                target = url;
        }

        return login.StartAsync(request, target, cancellation);
    }
}

using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Accounts.OpenIdConnect;
using GatewayKit.Portal.Limits;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>
/// The sign-in at an OpenID Connect provider: 1. the browser goes to the provider with a state that only this browser and the keys of the
/// store know, 2. it comes back with a code, which the portal exchanges for the token, 3. the session of the account begins.
/// </summary>
internal sealed partial class ProviderPages(
    PortalPages pages, PortalSession session, AccountLimits limits, PortalAccountOptions options, ILogger<ProviderPages> logger)
{
    public async Task<IResult> GoAsync(PortalRequest request)
    {
        var target = new AuthenticationProperties { RedirectUri = request.ReturnPath(request.Query("return")) };
        try
        {
            await request.InAccountsAsync(http => http.ChallengeAsync(ProviderScheme.Name, target)).ConfigureAwait(false);
            return Results.Empty;
        }
        catch (Exception error) when (error is InvalidOperationException or HttpRequestException or IOException or TaskCanceledException
            && !request.Cancellation.IsCancellationRequested)
        {
            LogFailed(error.Message);
            return await MessageAsync(
                request, StatusCodes.Status503ServiceUnavailable, "The provider doesn't answer. Try again in a moment.")
                .ConfigureAwait(false);
        }
    }

    public async Task<IResult> ReturnAsync(PortalRequest request)
    {
        if (!limits.TryCount(request.Http))
        {
            return await MessageAsync(
                request, StatusCodes.Status429TooManyRequests, "Too many attempts. Wait a minute, and try again.").ConfigureAwait(false);
        }

        await request.InAccountsAsync(async http =>
        {
            var handlers = request.Get<IAuthenticationHandlerProvider>();
            var handler = (IAuthenticationRequestHandler?)await handlers.GetHandlerAsync(http, ProviderScheme.Name).ConfigureAwait(false);
            await handler!.HandleRequestAsync().ConfigureAwait(false);
        }).ConfigureAwait(false);
        if (request.Http.Features.Get<ProviderResult>() is not { User: { } user } result)
        {
            LogFailed(request.Http.Features.Get<ProviderResult>()?.Failure ?? "the issuer or subject is missing or too long");
            return await MessageAsync(
                request, StatusCodes.Status400BadRequest, "The sign-in at the provider failed. Sign in again.").ConfigureAwait(false);
        }

        if (!EmailDomains.Allow(options, user.IsEmailVerified ? user.Email! : ""))
            return await MessageAsync(request, StatusCodes.Status403Forbidden, EmailDomains.ErrorOf(options)).ConfigureAwait(false);
        if (await request.Get<ProviderAccounts>().OpenAsync(user, request.Cancellation).ConfigureAwait(false) is not { } developer)
            return await MessageAsync(request, StatusCodes.Status403Forbidden, MaximumNumbers.AccountsFull).ConfigureAwait(false);
        if (developer.BlockReason is not null)
        {
            return await MessageAsync(request, StatusCodes.Status403Forbidden, "An operator has blocked the account.")
                .ConfigureAwait(false);
        }

        await session.BeginAsync(request.Http, request.Prefix, developer).ConfigureAwait(false);
        return request.SeeOther(request.ReturnPath(result.ReturnPath ?? ""));
    }

    private async Task<IResult> MessageAsync(PortalRequest request, int status, string message)
        => await pages.FrameAsync(request.Http, request.Prefix, "Sign in", "account/sign-in").ConfigureAwait(false) is { } page
            ? PortalPages.Message(page, status, message)
            : pages.Starting(request.Prefix);

    [LoggerMessage(1, LogLevel.Warning, "A sign-in at the OpenID Connect provider of the portal failed: {Reason}")]
    private partial void LogFailed(string reason);
}

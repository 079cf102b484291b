using System.Globalization;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Accounts.OpenIdConnect;
using GatewayKit.Portal.Administration;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Http.Forms;
using GatewayKit.Portal.Limits;
using GatewayKit.Portal.Subscriptions;
using GatewayKit.Portal.Trying.Sending;
using GatewayKit.Store;
using GatewayKit.Store.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>
/// The addresses of accounts and applications. Each request takes these steps: 1. the session identifies the developer, 2. a page for
/// developers sends other readers to the page to sign in, 3. a form is counted and read, and its token is checked, 4. it waits for its
/// turn, and the session is read again, 5. the page answers.
/// </summary>
internal sealed partial class AccountEndpoints(
    AccountServices services, FormTokens tokens, PortalSession session, PortalPages pages, AccountPages accounts, SessionPages sessions,
    ApplicationPages applications, UsagePages usage, OwnedApiPages owned, SubscriptionPages subscriptions,
    ProviderPages provider, AdministrationPages administration, MemberPages members, ReaderLimits limits,
    ReaderTurns turns, PortalAccountOptions options, ReaderAddress addresses, ILogger<AccountEndpoints> logger)
{
    private const string SignOut = "/account/sign-out";
    private const string Sessions = "/account/sessions";

    private static readonly string[] s_reads = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] s_forms = [HttpMethods.Post];

    public void Map(RouteGroupBuilder portal)
    {
        Page(portal, "/account/sign-in", accounts.SignInAsync, options.LocalAccounts ? accounts.SignInFormAsync : null, isPublic: true);
        if (options.LocalAccounts)
            MapLocal(portal);
        if (options.OpenIdConnect is not null)
        {
            Page(portal, "/account/provider", provider.GoAsync, isPublic: true);
            Page(portal, $"/{ProviderScheme.Callback}", provider.ReturnAsync, isPublic: true);
        }

        Page(portal, "/account", accounts.AccountAsync);
        Page(portal, "/account/audit", accounts.AuditAsync);
        Map(portal, SignOut, s_forms, accounts.SignOutAsync, isPublic: false);
        Page(portal, Sessions, sessions.ShowAsync);
        Map(portal, $"{Sessions}/others/end", s_forms, sessions.EndOthersAsync, isPublic: false);
        Map(portal, $"{Sessions}/{{session}}/end", s_forms, sessions.EndAsync, isPublic: false);
        Page(portal, "/applications", applications.ListAsync, applications.CreateAsync);
        Page(portal, "/applications/{application}", applications.ShowAsync);
        Page(portal, "/applications/{application}/audit", applications.AuditAsync);
        Page(portal, "/applications/{application}/usage", usage.ShowAsync);
        Page(portal, "/applications/{application}/usage.csv", usage.DownloadAsync);
        Map(portal, "/applications/{application}/rename", s_forms, applications.RenameAsync, isPublic: false);
        Map(portal, "/applications/{application}/delete", s_forms, applications.DeleteAsync, isPublic: false);
        Map(portal, "/applications/{application}/keys", s_forms, applications.IssueAsync, isPublic: false);
        Map(portal, "/applications/{application}/keys/{key}/rotate", s_forms, applications.RotateAsync, isPublic: false);
        Map(portal, "/applications/{application}/keys/{key}/revoke", s_forms, applications.RevokeAsync, isPublic: false);
        MapMembers(portal);
        Page(portal, "/owned", owned.ListAsync);
        Page(portal, "/owned/{api}", owned.ShowAsync);
        Page(portal, "/owned/{api}/usage.csv", owned.DownloadAsync);
        if (options.OperationStatistics)
        {
            Page(portal, "/owned/{api}/operations", owned.ShowOperationsAsync);
            Page(portal, "/owned/{api}/operations.csv", owned.DownloadOperationsAsync);
        }

        MapSubscriptions(portal);
        if (Administrators.AreConfigured(options))
            MapAdministration(portal);
    }

    private void MapMembers(RouteGroupBuilder portal)
    {
        Page(portal, "/applications/{application}/members", members.ShowAsync, members.InviteAsync);
        Map(portal, "/applications/{application}/members/{developer}/remove", s_forms, members.RemoveAsync, isPublic: false);
        Map(portal, "/applications/{application}/invitations/withdraw", s_forms, members.WithdrawAsync, isPublic: false);
        Map(portal, "/invitations/{application}", s_forms, members.AnswerAsync, isPublic: false);
    }

    private void MapAdministration(RouteGroupBuilder portal)
    {
        const string Administration = "/administration";
        Page(portal, Administration, administration.ShowAsync);
        const string Developer = $"{Administration}/developers/{{developer}}";
        Map(portal, $"{Developer}/block", s_forms, administration.BlockAccountAsync, isPublic: false);
        Map(portal, $"{Developer}/unblock", s_forms, administration.UnblockAccountAsync, isPublic: false);
        const string Application = $"{Administration}/applications/{{application}}";
        Map(portal, $"{Application}/block", s_forms, administration.BlockApplicationAsync, isPublic: false);
        Map(portal, $"{Application}/unblock", s_forms, administration.UnblockApplicationAsync, isPublic: false);
    }

    private void MapLocal(RouteGroupBuilder portal)
    {
        Page(portal, "/account/register", accounts.RegisterAsync, accounts.RegisterFormAsync, isPublic: true);
        Page(portal, "/account/confirm", accounts.ConfirmAsync, accounts.ConfirmFormAsync, isPublic: true);
        Page(portal, "/account/forgot", accounts.ForgotAsync, accounts.ForgotFormAsync, isPublic: true);
        Page(portal, "/account/reset", accounts.ResetAsync, accounts.ResetFormAsync, isPublic: true);
    }

    private void MapSubscriptions(RouteGroupBuilder portal)
    {
        const string Subscriptions = "/applications/{application}/subscriptions";
        Map(portal, Subscriptions, s_forms, subscriptions.RequestAsync, isPublic: false);
        Map(portal, $"{Subscriptions}/{{api}}/{{plan}}/cancel", s_forms, subscriptions.CancelAsync, isPublic: false);
        Page(portal, "/approvals", subscriptions.ApprovalsAsync);
        Page(portal, "/approvals/active", subscriptions.ActiveAsync);
        Map(portal, "/approvals/{application}/{api}/{plan}/withdraw", s_forms, subscriptions.WithdrawAsync, isPublic: false);
        Map(portal, "/approvals/{application}/{api}/{plan}", s_forms, subscriptions.DecideAsync, isPublic: false);
    }

    private void Page(
        RouteGroupBuilder portal, string pattern, Func<PortalRequest, Task<IResult>> read,
        Func<PortalRequest, Task<IResult>>? form = null, bool isPublic = false)
    {
        Map(portal, pattern, s_reads, read, isPublic);
        if (form is not null)
            Map(portal, pattern, s_forms, form, isPublic);
    }

    private void Map(
        RouteGroupBuilder portal, string pattern, string[] methods, Func<PortalRequest, Task<IResult>> answer, bool isPublic)
    {
        var segments = pattern.Count(c => c == '/');
        portal.MapMethods(pattern, methods, async (HttpContext http) =>
        {
            // Limits and the audit log count the client of a trusted proxy, not the proxy.
            http.Connection.RemoteIpAddress = addresses.Of(http)?.Address;
            PortalHeaders.Set(http.Response);
            PortalCookieFilter.Restore(http);
            http.Response.Headers.CacheControl = "no-cache, no-store";
            http.Response.Headers.Pragma = "no-cache";
            http.Response.Headers["Referrer-Policy"] = "no-referrer";
            var request = new PortalRequest(http, PortalEndpoints.Prefix(http, segments), services, tokens);
            var result = await AnswerAsync(request, answer, isPublic, EndsSessions(pattern)).ConfigureAwait(false);
            await result.ExecuteAsync(http).ConfigureAwait(false);
        }).ExcludeFromDescription();
    }

    private async Task<IResult> AnswerAsync(
        PortalRequest request, Func<PortalRequest, Task<IResult>> answer, bool isPublic, bool endsSessions)
    {
        var isForm = HttpMethods.IsPost(request.Http.Request.Method);
        try
        {
            await request.OpenAsync().ConfigureAwait(false);
            await session.IdentifyAsync(request.Http).ConfigureAwait(false);
            if (!isPublic && request.Reader is null)
                return ToSignIn(request, isForm);

            if (!isForm)
                return await answer(request).ConfigureAwait(false);
            if (!isPublic)
                limits.CountForm(request.Reader!.Id, endsSessions);
            if (!await request.ReadFormAsync().ConfigureAwait(false))
            {
                return await MessageAsync(
                    request, StatusCodes.Status400BadRequest, "The form isn't valid any more. Go back, load the page again, and repeat it.")
                    .ConfigureAwait(false);
            }

            using var turn = request.Reader is { } reader
                ? await turns.WaitAsync(reader.Id, request.Cancellation).ConfigureAwait(false)
                : null;

            // The session may have ended while the form was read, or waited for its turn.
            if (!isPublic && !await session.IsValidAsync(request.Http).ConfigureAwait(false))
                return ToSignIn(request, isForm);

            // A client that leaves can't stop a change between its steps, such as before its entry in the audit log.
            request.Http.RequestAborted = CancellationToken.None;
            return await answer(request).ConfigureAwait(false);
        }
        catch (LimitReachedException error)
        {
            request.Http.Response.Headers.RetryAfter = error.Seconds.ToString(CultureInfo.InvariantCulture);
            return await MessageAsync(request, StatusCodes.Status429TooManyRequests, error.Text, "Too many requests")
                .ConfigureAwait(false);
        }
        catch (StoreRefusedException error)
        {
            LogRefused(error.Message);
            return await MessageAsync(
                request, StatusCodes.Status500InternalServerError,
                "The gateway can't take the change. Its operators find the reason in its log.").ConfigureAwait(false);
        }
        catch (GroupsNotWrittenException error)
        {
            if (error.InnerException is StoreRefusedException refused)
                LogRefused(refused.Message);
            else
                LogUnavailable(error.InnerException!.Message);
            return await MessageAsync(request, StatusCodes.Status503ServiceUnavailable, error.Message).ConfigureAwait(false);
        }
        catch (Exception error) when (error is StoreUnavailableException or StoreConflictException || StoreDatabase.IsOfDatabase(error))
        {
            LogUnavailable(error.Message);
            return await MessageAsync(
                request, StatusCodes.Status503ServiceUnavailable, "The portal can't do this now. Try again in a moment.")
                .ConfigureAwait(false);
        }
    }

    private static bool EndsSessions(string pattern) => pattern == SignOut || pattern.StartsWith(Sessions, StringComparison.Ordinal);

    private static IResult ToSignIn(PortalRequest request, bool isForm)
    {
        var http = request.Http.Request;
        var target = isForm ? "" : $"?return={Uri.EscapeDataString((http.PathBase + http.Path).ToUriComponent())}";
        return request.SeeOther(request.Link($"account/sign-in{target}"));
    }

    private async Task<IResult> MessageAsync(
        PortalRequest request, int status, string message, string title = "Something went wrong")
        => await pages.FrameAsync(request.Http, request.Prefix, title, null).ConfigureAwait(false) is { } page
            ? PortalPages.Message(page, status, message)
            : pages.Starting(request.Prefix);

    [LoggerMessage(1, LogLevel.Error, "The configuration with a change of the portal isn't valid: {Errors}")]
    private partial void LogRefused(string errors);

    [LoggerMessage(2, LogLevel.Error, "The portal can't use its database: {Reason}")]
    private partial void LogUnavailable(string reason);
}

using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Administration;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Components;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The pages to sign in, register and reset a password.</summary>
internal sealed class AccountPages(
    PortalPages pages, PortalSession session, FlashCookie flash, AccountLimits limits, PasswordPlaces passwords,
    PortalAccountOptions options, TimeProvider time)
{
    private const string TooMany = "Too many attempts. Wait a minute, and try again.";

    public Task<IResult> SignInAsync(PortalRequest request)
        => FormAsync<SignInPage>(request, "Sign in", form => form with { Return = request.Query("return") });

    public async Task<IResult> SignInFormAsync(PortalRequest request)
    {
        var developer = default(Developer);
        var error = TooMany;
        var duration = EvenTime.Start(time, options);
        if (await AttemptAsync(
            request, async () => developer = await request.Get<SignIn>()
                .CheckAsync(request.Http, request.Field("email"), request.Secret("password")).ConfigureAwait(false))
            .ConfigureAwait(false))
        {
            error = "The e-mail address or the password isn't correct, the address isn't confirmed, or the account is locked for some "
                + "minutes after too many attempts.";
            if (developer is null)
                await duration.WaitAsync(request.Cancellation).ConfigureAwait(false);
        }

        if (developer is null)
        {
            return await FormAsync<SignInPage>(request, "Sign in", form => form with
            {
                Errors = [error],
                Email = request.Field("email"),
                Return = request.Field("return"),
            }).ConfigureAwait(false);
        }

        await session.BeginAsync(request.Http, request.Prefix, developer).ConfigureAwait(false);
        return request.SeeOther(request.ReturnPath(request.Field("return")));
    }

    public async Task<IResult> SignOutAsync(PortalRequest request)
    {
        var isEverywhere = request.Field("everywhere") == "yes";
        if (isEverywhere)
        {
            // The stamp also ends a session that begins at the same time.
            var (id, stamp) = (request.Reader!.Id, Guid.NewGuid().ToString());
            await request.Get<PortalContext>().Developers.Where(developer => developer.Id == id)
                .ExecuteUpdateAsync(row => row.SetProperty(developer => developer.SecurityStamp, stamp), request.Cancellation)
                .ConfigureAwait(false);
            await request.Get<DeveloperSessions>().EndAllAsync(id, except: null, request.Cancellation).ConfigureAwait(false);
        }

        await request.Get<AuditLog>()
            .WriteAsync(request.Http, request.Reader!, "signed out", isEverywhere ? "on all devices" : "").ConfigureAwait(false);
        await session.EndAsync(request.Http, request.Prefix).ConfigureAwait(false);
        return request.SeeOther(request.Link("account/sign-in"));
    }

    public Task<IResult> RegisterAsync(PortalRequest request) => FormAsync<RegisterPage>(request, "Register");

    public async Task<IResult> RegisterFormAsync(PortalRequest request)
    {
        var duration = EvenTime.Start(time, options);
        IReadOnlyList<string> errors = [TooMany];
        await AttemptAsync(
            request, async () => errors = await IsFullAsync(request).ConfigureAwait(false)
                ? [MaximumNumbers.AccountsFull]
                : await request.Get<Registration>()
                    .RegisterAsync(request.Field("name"), request.Field("email"), request.Secret("password"))
                    .ConfigureAwait(false))
            .ConfigureAwait(false);
        if (errors.Count > 0)
        {
            return await FormAsync<RegisterPage>(request, "Register", form => form with
            {
                Errors = errors,
                Name = request.Field("name"),
                Email = request.Field("email"),
            }).ConfigureAwait(false);
        }

        await duration.WaitAsync(request.Cancellation).ConfigureAwait(false);
        return Sent(request);
    }

    public Task<IResult> ConfirmAsync(PortalRequest request)
        => FormAsync<ConfirmPage>(request, "Confirm your e-mail address", form => WithLink(request, form));

    public async Task<IResult> ConfirmFormAsync(PortalRequest request)
    {
        var developer = default(Developer);
        var error = TooMany;
        await AttemptAsync(request, async () =>
        {
            error = MaximumNumbers.AccountsFull;
            if (await IsFullAsync(request).ConfigureAwait(false))
                return;

            error = "The password isn't correct, or the link isn't valid any more. Register again to get another link.";
            developer = await request.Get<Registration>()
                .ConfirmAsync(request.Http, request.Field("user"), request.Field("code"), request.Secret("password"))
                .ConfigureAwait(false);
        }).ConfigureAwait(false);
        if (developer is not null)
        {
            await session.BeginAsync(request.Http, request.Prefix, developer).ConfigureAwait(false);
            return request.SeeOther(request.Link("applications"));
        }

        return await FormAsync<ConfirmPage>(
            request, "Confirm your e-mail address", form => WithForm(request, form) with { Errors = [error] }).ConfigureAwait(false);
    }

    public Task<IResult> ForgotAsync(PortalRequest request) => FormAsync<ForgotPage>(request, "Reset your password");

    public async Task<IResult> ForgotFormAsync(PortalRequest request)
    {
        if (!limits.TryCount(request.Http))
        {
            return await FormAsync<ForgotPage>(
                request, "Reset your password", form => form with { Errors = [TooMany] }).ConfigureAwait(false);
        }

        var duration = EvenTime.Start(time, options);
        request.Get<PasswordReset>().Request(request.Field("email"));
        await duration.WaitAsync(request.Cancellation).ConfigureAwait(false);
        return Sent(request);
    }

    public Task<IResult> ResetAsync(PortalRequest request)
        => FormAsync<ResetPage>(request, "Choose a new password", form => WithLink(request, form));

    public async Task<IResult> ResetFormAsync(PortalRequest request)
    {
        IReadOnlyList<string> errors = [TooMany];
        await AttemptAsync(
            request, async () => errors = await request.Get<PasswordReset>()
                .ResetAsync(request.Http, request.Prefix, request.Field("user"), request.Field("code"), request.Secret("password"))
                .ConfigureAwait(false))
            .ConfigureAwait(false);
        if (errors.Count > 0)
        {
            return await FormAsync<ResetPage>(
                request, "Choose a new password", form => WithForm(request, form) with { Errors = errors }).ConfigureAwait(false);
        }

        await session.EndAsync(request.Http, request.Prefix).ConfigureAwait(false);
        flash.Write(request, "Your password is changed. Sign in with it.");
        return request.SeeOther(request.Link("account/sign-in"));
    }

    public Task<IResult> AccountAsync(PortalRequest request)
        => FormAsync<AccountPage>(
            request, "Account", form => form with
            {
                Name = request.Reader!.Name,
                Email = request.Reader.Email,
                IsAdministrator = Administrators.Include(options, request.Reader),
            },
            "account");

    public async Task<IResult> AuditAsync(PortalRequest request)
    {
        if (await pages.FrameAsync(request.Http, request.Prefix, "Your actions", "account").ConfigureAwait(false) is not { } page)
            return pages.Starting(request.Prefix);

        var number = request.PageNumber;
        return PortalPages.Page<AuditPage>(new AuditView(
            page, await request.Get<AuditLog>().ReadAsync(request.Reader!, number, request.Cancellation).ConfigureAwait(false), number));
    }

    private static Task<bool> IsFullAsync(PortalRequest request)
        => request.Get<MaximumNumbers>().AreAccountsFullAsync(request.Cancellation);

    /// <summary>Runs an attempt that hashes a password, unless there are too many.</summary>
    /// <returns>Whether it ran.</returns>
    private async Task<bool> AttemptAsync(PortalRequest request, Func<Task> attempt)
    {
        if (!limits.TryCount(request.Http))
            return false;

        using var place = await passwords.TryEnterAsync(request.Cancellation).ConfigureAwait(false);
        if (place is null)
            return false;

        await attempt().ConfigureAwait(false);
        return true;
    }

    private IResult Sent(PortalRequest request)
    {
        flash.Write(request, "If the address can be used, a message is on its way to it. Open the link in the message to continue.");
        return request.SeeOther(request.Link("account/sign-in"));
    }

    private static FormView WithLink(PortalRequest request, FormView form)
        => form with { User = request.Query("user"), Code = request.Query("code") };

    private static FormView WithForm(PortalRequest request, FormView form)
        => form with { User = request.Field("user"), Code = request.Field("code") };

    private async Task<IResult> FormAsync<TPage>(
        PortalRequest request, string title, Func<FormView, FormView>? fill = null, string current = "account/sign-in")
        where TPage : PortalComponent
    {
        if (await pages.FrameAsync(request.Http, request.Prefix, title, current).ConfigureAwait(false) is not { } page)
            return pages.Starting(request.Prefix);

        var form = new FormView(page, request.Token) { Notice = flash.Take(request)?.Notice, Accounts = options };
        form = fill?.Invoke(form) ?? form;
        var result = PortalPages.Page<TPage>(form);
        if (form.Errors.Count > 0)
            result.StatusCode = form.Errors[0] == TooMany ? StatusCodes.Status429TooManyRequests : StatusCodes.Status400BadRequest;
        return result;
    }
}

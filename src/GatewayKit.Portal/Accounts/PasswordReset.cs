using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace GatewayKit.Portal.Accounts;

/// <summary>Resets passwords by a message. The answer doesn't show whether the address has an account.</summary>
internal sealed class PasswordReset(
    UserManager<Developer> users, DeveloperSessions sessions, KnownBrowsers browsers, AccountLimits limits, AccountSteps steps,
    MaximumNumbers numbers, AccountMessages messages, AuditLog audit)
{
    /// <summary>Sends a message to an address if it has an account: in the background, so that the answer takes the same time.</summary>
    public void Request(string email)
    {
        if (PortalNames.IsEmail(email) && limits.TryCountReset(email))
            steps.Add<PasswordReset>((reset, _) => reset.SendAsync(email));
    }

    /// <summary>Sets a new password, which ends all sessions. It also confirms the address, because the code was sent there, and makes the
    /// browser a known one: a stranger can lock the account again before its owner signs in.</summary>
    /// <returns>The errors; empty if the password is changed.</returns>
    public async Task<IReadOnlyList<string>> ResetAsync(HttpContext http, string prefix, string user, string code, string password)
    {
        if (await Registration.ValidateAsync(users, password).ConfigureAwait(false) is { Count: > 0 } errors)
            return errors;

        var developer = await Registration.FindAsync(users, user).ConfigureAwait(false);
        var isNew = developer is { EmailConfirmed: false };
        if (isNew && await numbers.AreAccountsFullAsync(http.RequestAborted).ConfigureAwait(false))
            return [MaximumNumbers.AccountsFull];
        if (developer is null || !(await users.ResetPasswordAsync(developer, code, password).ConfigureAwait(false)).Succeeded)
            return ["The link isn't valid any more. Request another one."];

        developer.EmailConfirmed = true;
        developer.LockoutEnd = null;
        developer.AccessFailedCount = 0;
        if (!(await users.UpdateAsync(developer).ConfigureAwait(false)).Succeeded)
            return ["The account was changed at the same time. Request another link."];

        await sessions.EndAllAsync(developer.Id, except: null, http.RequestAborted).ConfigureAwait(false);
        browsers.Remember(http, prefix, developer);
        if (isNew)
            await audit.WriteAsync(http, Reader.Of(developer), Registration.Registered).ConfigureAwait(false);
        await audit.WriteAsync(http, Reader.Of(developer), "password reset").ConfigureAwait(false);
        return [];
    }

    private async Task SendAsync(string email)
    {
        if (await users.FindByEmailAsync(email).ConfigureAwait(false) is { } developer)
            messages.SendReset(developer, await users.GeneratePasswordResetTokenAsync(developer).ConfigureAwait(false));
    }
}

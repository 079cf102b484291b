using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Accounts;

/// <summary>
/// Checks passwords. An unknown address, a wrong password, a locked and an unconfirmed account have the same answer, and each takes the
/// time of a hash. An attempt is counted before its password is checked, in one statement, so that attempts at the same time don't exceed
/// the limit. Those of a known browser are counted apart, and don't change the count of the account.
/// </summary>
internal sealed class SignIn(
    UserManager<Developer> users, PortalContext context, KnownBrowsers browsers, AccountLimits limits, AuditLog audit,
    TimeProvider time)
{
    private const int MaximumAttempts = 5;

    private static readonly TimeSpan s_lockout = TimeSpan.FromMinutes(5);
    private static readonly Developer s_unknown = new();

    private static string? s_hash;

    /// <summary>Returns the developer of an address and a password; null if they don't fit, or the account isn't confirmed or is
    /// blocked.</summary>
    public async Task<Developer?> CheckAsync(HttpContext http, string email, string password)
    {
        var developer = await users.FindByEmailAsync(email).ConfigureAwait(false);
        return await IsPasswordAsync(http, developer, password).ConfigureAwait(false) && developer!.EmailConfirmed
            && developer.BlockReason is null
            ? developer
            : null;
    }

    /// <summary>Returns whether a password is that of an account that isn't locked, or locked only for other browsers. The last of the
    /// allowed attempts locks it.</summary>
    public async Task<bool> IsPasswordAsync(HttpContext http, Developer? developer, string password)
    {
        var isKnown = developer is not null && browsers.TryCount(http, developer);
        if (developer is null || !(isKnown || await TryCountAsync(developer, http.RequestAborted).ConfigureAwait(false)))
        {
            SpendTime(password);
            return false;
        }

        if (await users.CheckPasswordAsync(developer, password).ConfigureAwait(false))
        {
            if (!isKnown)
                await ResetAsync(developer, http.RequestAborted).ConfigureAwait(false);
            return true;
        }

        if (limits.TryCountFailure(developer.Id))
            await audit.WriteAsync(http, Reader.Of(developer), "sign-in failed").ConfigureAwait(false);
        return false;
    }

    /// <summary>Takes the time of a password that is checked.</summary>
    private void SpendTime(string password)
        => users.PasswordHasher.VerifyHashedPassword(
            s_unknown, s_hash ??= users.PasswordHasher.HashPassword(s_unknown, Guid.NewGuid().ToString()), password);

    /// <summary>Counts an attempt.</summary>
    /// <returns>Whether the account wasn't locked.</returns>
    private async Task<bool> TryCountAsync(Developer developer, CancellationToken cancellation)
    {
        var (id, now) = (developer.Id, time.GetUtcNow());
        var end = now + s_lockout;
        return await context.Developers
            .Where(row => row.Id == id && (row.LockoutEnd == null || row.LockoutEnd <= now))
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(d => d.LockoutEnd, d => d.AccessFailedCount + 1 >= MaximumAttempts ? (DateTimeOffset?)end : null)
                    .SetProperty(d => d.AccessFailedCount, d => d.AccessFailedCount + 1 >= MaximumAttempts ? 0 : d.AccessFailedCount + 1),
                cancellation).ConfigureAwait(false) == 1;
    }

    private async Task ResetAsync(Developer developer, CancellationToken cancellation)
    {
        var id = developer.Id;
        await context.Developers.Where(row => row.Id == id).ExecuteUpdateAsync(
            row => row.SetProperty(d => d.LockoutEnd, default(DateTimeOffset?)).SetProperty(d => d.AccessFailedCount, 0), cancellation)
            .ConfigureAwait(false);

        // Identity writes all columns of the account that it has read.
        await context.Entry(developer).ReloadAsync(cancellation).ConfigureAwait(false);
    }
}

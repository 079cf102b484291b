using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace GatewayKit.Portal.Accounts;

/// <summary>
/// Checks passwords. An unknown address, a wrong password, a locked and an unconfirmed account have the same answer, and each takes the
/// time of a hash.
/// </summary>
internal sealed class SignIn(UserManager<Developer> users, AuditLog audit)
{
    private static readonly Developer s_unknown = new();

    private static string? s_hash;

    /// <summary>Returns the developer of an address and a password; null if they don't fit, or the account isn't confirmed.</summary>
    public async Task<Developer?> CheckAsync(HttpContext http, string email, string password)
    {
        var developer = await users.FindByEmailAsync(email).ConfigureAwait(false);
        return await IsPasswordAsync(http, developer, password).ConfigureAwait(false) && developer!.EmailConfirmed ? developer : null;
    }

    /// <summary>Returns whether a password is that of an account that isn't locked. Failures count.</summary>
    public async Task<bool> IsPasswordAsync(HttpContext http, Developer? developer, string password)
    {
        if (developer is null || await users.IsLockedOutAsync(developer).ConfigureAwait(false))
        {
            SpendTime(password);
            return false;
        }

        if (await users.CheckPasswordAsync(developer, password).ConfigureAwait(false))
        {
            await users.ResetAccessFailedCountAsync(developer).ConfigureAwait(false);
            return true;
        }

        await users.AccessFailedAsync(developer).ConfigureAwait(false);
        await audit.WriteAsync(http, Reader.Of(developer), "sign-in failed").ConfigureAwait(false);
        return false;
    }

    /// <summary>Takes the time of a password that is checked.</summary>
    public void SpendTime(string password)
        => users.PasswordHasher.VerifyHashedPassword(
            s_unknown, s_hash ??= users.PasswordHasher.HashPassword(s_unknown, Guid.NewGuid().ToString()), password);
}

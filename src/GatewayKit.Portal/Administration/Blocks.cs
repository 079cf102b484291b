using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Administration;

/// <summary>
/// Blocks accounts and applications: 1. the row with its entry of the audit log, so that no step creates a consumer again, 2. the consumers
/// with all keys. If the node stops between them, the page still shows that the keys work, and the block can be repeated. Keys never come
/// back: afterwards, developers issue other ones.
/// </summary>
internal sealed class Blocks(
    PortalContext context, DeveloperSessions sessions, ApplicationConsumers consumers, AccountMessages messages, AuditLog audit)
{
    /// <summary>The actions of the audit log.</summary>
    public const string ApplicationBlocked = "application blocked";

    /// <inheritdoc cref="ApplicationBlocked" />
    public const string ApplicationUnblocked = "application unblocked";

    /// <summary>Blocks an account: its sessions end, and all its applications lose their keys.</summary>
    /// <returns>Whether the account exists.</returns>
    public async Task<bool> BlockAccountAsync(HttpContext http, Reader administrator, Guid id, string reason)
    {
        if (await FindAsync(id, http).ConfigureAwait(false) is not { } developer)
            return false;

        // With another concurrency stamp, a step that has read the account before, such as a reset, can't write it without the block.
        (developer.BlockReason, developer.SecurityStamp, developer.ConcurrencyStamp) =
            (reason, Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        audit.Add(http, administrator, "account blocked", $"{Reader.Of(developer).Email}: {reason}");
        await context.SaveChangesAsync(http.RequestAborted).ConfigureAwait(false);
        await sessions.EndAllAsync(id, except: null, http.RequestAborted).ConfigureAwait(false);
        var applications = await context.Applications.AsNoTracking().Where(row => row.Owner == id).ToListAsync(http.RequestAborted)
            .ConfigureAwait(false);
        await consumers.DeleteAsync(applications, administrator.Email, $"Block the account '{id}'.", http.RequestAborted)
            .ConfigureAwait(false);
        messages.SendBlocked(developer, "Your account", reason);
        return true;
    }

    /// <summary>Ends the block of an account. Its applications can get keys again, except for those that are blocked themselves.</summary>
    /// <returns>Whether the account exists.</returns>
    public async Task<bool> UnblockAccountAsync(HttpContext http, Reader administrator, Guid id)
    {
        if (await FindAsync(id, http).ConfigureAwait(false) is not { } developer)
            return false;

        await ReopenAsync(context.Applications.Where(row => row.Owner == id), http).ConfigureAwait(false);
        developer.BlockReason = null;
        audit.Add(http, administrator, "account unblocked", Reader.Of(developer).Email);
        await context.SaveChangesAsync(http.RequestAborted).ConfigureAwait(false);
        return true;
    }

    /// <summary>Blocks an application, which loses its keys.</summary>
    /// <returns>Whether the application exists.</returns>
    public async Task<bool> BlockApplicationAsync(HttpContext http, Reader administrator, string id, string reason)
    {
        if (await FindAsync(id, http).ConfigureAwait(false) is not { } application)
            return false;

        application.BlockReason = reason;
        audit.Add(http, administrator, ApplicationBlocked, reason, id);
        await context.SaveChangesAsync(http.RequestAborted).ConfigureAwait(false);
        await consumers.DeleteAsync([application], administrator.Email, $"Block the application '{id}'.", http.RequestAborted)
            .ConfigureAwait(false);
        var owner = await context.Developers.AsNoTracking().FirstAsync(row => row.Id == application.Owner, http.RequestAborted)
            .ConfigureAwait(false);
        messages.SendBlocked(owner, $"The application '{application.Name}'", reason);
        return true;
    }

    /// <summary>Ends the block of an application, or lets one whose consumer an operator has deleted get keys again.</summary>
    /// <returns>Whether the application exists.</returns>
    public async Task<bool> UnblockApplicationAsync(HttpContext http, Reader administrator, string id)
    {
        if (await FindAsync(id, http).ConfigureAwait(false) is not { } application)
            return false;

        await ReopenAsync(context.Applications.Where(row => row.Id == id), http).ConfigureAwait(false);
        application.BlockReason = null;
        audit.Add(http, administrator, ApplicationUnblocked, application.Name, id);
        await context.SaveChangesAsync(http.RequestAborted).ConfigureAwait(false);
        return true;
    }

    private Task<Developer?> FindAsync(Guid id, HttpContext http)
        => context.Developers.FirstOrDefaultAsync(row => row.Id == id, http.RequestAborted);

    private Task<ApplicationRow?> FindAsync(string id, HttpContext http)
        => context.Applications.FirstOrDefaultAsync(row => row.Id == id && row.State != ApplicationState.Deleting, http.RequestAborted);

    /// <summary>Allows the next step to create the consumers again.</summary>
    private static Task<int> ReopenAsync(IQueryable<ApplicationRow> applications, HttpContext http)
        => applications.Where(row => row.State == ApplicationState.Active)
            .ExecuteUpdateAsync(row => row.SetProperty(a => a.State, ApplicationState.Created), http.RequestAborted);
}

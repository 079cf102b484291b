using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Store.Revisions;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Applications;

/// <summary>Decides whether an application can get keys and subscriptions.</summary>
internal sealed class ApplicationAccess(PortalContext context, ApplicationConsumers consumers)
{
    public const string Unfinished = "The deletion of the application isn't finished. Delete it again.";

    /// <summary>Returns the reason why an application gets neither keys nor subscriptions; null if it can have both.</summary>
    public async Task<string?> ProblemAsync(ApplicationRow application, CancellationToken cancellation)
    {
        if (application.State == ApplicationState.Deleting)
            return Unfinished;
        if (application.BlockReason is { } reason)
            return $"An operator has blocked the application: {reason}";
        if (await context.Developers.AnyAsync(d => d.Id == application.Owner && d.BlockReason != null, cancellation).ConfigureAwait(false))
            return "An operator has blocked the account of the application's owner.";

        return await consumers.FindAsync(application, cancellation).ConfigureAwait(false) is { } entry
            ? PortalEntries.Has(entry) ? null : "An operator manages the keys of the application."
            : application.State == ApplicationState.Active ? "An operator has removed the keys of the application."
            : null;
    }
}

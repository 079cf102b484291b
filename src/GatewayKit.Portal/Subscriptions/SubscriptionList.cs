using GatewayKit.Configuration.Portal;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Subscriptions;

/// <summary>
/// The subscriptions of applications. Access is granted in the order: 1. the row with its entry of the audit log, 2. the groups in the
/// store; and withdrawn in the order: 1. the groups, 2. the row, 3. the groups once more, because another node may have read the row.
/// If the node stops between them, the subscription is shown as it was decided last, and the next step writes its groups again.
/// </summary>
internal sealed class SubscriptionList(
    PortalContext context, ApplicationGroups groups, AccountMessages messages, AuditLog audit, TimeProvider time)
{
    public Task<List<SubscriptionRow>> ReadAsync(ApplicationRow application, CancellationToken cancellation)
        => context.Subscriptions.AsNoTracking().Where(row => row.Application == application.Id)
            .OrderBy(row => row.Api).ThenBy(row => row.Plan).ToListAsync(cancellation);

    /// <summary>Subscribes an application to a plan, at once or after the approval of the API's owner. After a withdrawal, the owner
    /// approves in any case.</summary>
    public async Task<SubscriptionState> RequestAsync(
        HttpContext http, Reader reader, PortalContent content, ApplicationRow application, PlanChoice choice)
    {
        var row = await FindAsync(application.Id, choice.Api.Id, choice.PlanId, http.RequestAborted).ConfigureAwait(false);
        if (row is not { State: SubscriptionState.Active or SubscriptionState.Pending })
        {
            var needsOwner = choice.Plan.Approval == PortalApproval.Owner || row is { WasWithdrawn: true };
            var state = needsOwner ? SubscriptionState.Pending : SubscriptionState.Active;
            if (row is null)
            {
                row = new SubscriptionRow
                {
                    Application = application.Id,
                    Api = SubscriptionRow.KeyOf(choice.Api.Id),
                    Plan = SubscriptionRow.KeyOf(choice.PlanId),
                    State = state,
                    Changed = time.GetUtcNow().UtcDateTime,
                };
                context.Subscriptions.Add(row);
            }

            row.Reason = "";
            if (!needsOwner)
                row.Group = choice.Plan.Group;
            await SaveAsync(http, reader, row, state, needsOwner ? "subscription requested" : "subscribed").ConfigureAwait(false);
            if (needsOwner && choice.Api.Config.Owner?.Email is { } address)
                messages.SendRequest(address, application.Name, (choice.Api.Title, choice.PlanTitle));
        }

        if (row.State == SubscriptionState.Active)
            await groups.WriteAsync(http, reader, content, application, without: null).ConfigureAwait(false);
        return row.State;
    }

    /// <summary>Cancels a subscription.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> CancelAsync(
        HttpContext http, Reader reader, PortalContent content, ApplicationRow application, string api, string plan)
    {
        var row = await FindAsync(application.Id, api, plan, http.RequestAborted).ConfigureAwait(false);
        if (row is not { State: SubscriptionState.Active or SubscriptionState.Pending })
            return false;

        await EndAsync(http, reader, content, application, row, SubscriptionState.Canceled, "subscription canceled")
            .ConfigureAwait(false);
        return true;
    }

    /// <summary>Ends a subscription in the order of the steps.</summary>
    public async Task EndAsync(
        HttpContext http, Reader actor, PortalContent content, ApplicationRow application, SubscriptionRow row, SubscriptionState state,
        string action)
    {
        await groups.WriteAsync(http, actor, content, application, without: row).ConfigureAwait(false);
        await SaveAsync(http, actor, row, state, action).ConfigureAwait(false);
        await groups.WriteAsync(http, actor, content, application, without: null).ConfigureAwait(false);
    }

    /// <summary>Returns a subscription; null if there is none.</summary>
    public Task<SubscriptionRow?> FindAsync(string application, string api, string plan, CancellationToken cancellation)
    {
        (api, plan) = (SubscriptionRow.KeyOf(api), SubscriptionRow.KeyOf(plan));
        return context.Subscriptions.FirstOrDefaultAsync(
            row => row.Application == application && row.Api == api && row.Plan == plan, cancellation);
    }

    /// <summary>Saves a subscription with its entry of the audit log.</summary>
    public Task SaveAsync(HttpContext http, Reader actor, SubscriptionRow row, SubscriptionState state, string action)
    {
        row.State = state;
        row.Changed = time.GetUtcNow().UtcDateTime;
        var reason = row.Reason.Length > 0 ? $": {row.Reason}" : "";
        audit.Add(http, actor, action, $"{row.Api}, {row.Plan}{reason}", row.Application);
        return context.SaveChangesAsync(http.RequestAborted);
    }
}

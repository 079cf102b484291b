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
    private const int MaximumPending = 200;

    public Task<List<SubscriptionRow>> ReadAsync(ApplicationRow application, CancellationToken cancellation)
        => context.Subscriptions.AsNoTracking().Where(row => row.Application == application.Id)
            .OrderBy(row => row.Api).ThenBy(row => row.Plan).ToListAsync(cancellation);

    /// <summary>Subscribes an application to a plan, at once or after the approval of the API's owner.</summary>
    public async Task<SubscriptionState> RequestAsync(
        HttpContext http, Reader reader, PortalContent content, ApplicationRow application, PlanChoice choice)
    {
        var row = await FindAsync(application.Id, choice.Api.Id, choice.PlanId, http.RequestAborted).ConfigureAwait(false);
        if (row is not { State: SubscriptionState.Active or SubscriptionState.Pending })
        {
            var needsOwner = choice.Plan.Approval == PortalApproval.Owner;
            var state = needsOwner ? SubscriptionState.Pending : SubscriptionState.Active;
            if (row is null)
            {
                row = new SubscriptionRow
                {
                    Application = application.Id,
                    Api = choice.Api.Id,
                    Plan = choice.PlanId,
                    State = state,
                    Changed = time.GetUtcNow().UtcDateTime,
                };
                context.Subscriptions.Add(row);
            }

            row.Reason = "";
            await SaveAsync(http, reader, row, state, needsOwner ? "subscription requested" : "subscribed").ConfigureAwait(false);
            if (needsOwner && choice.Api.Config.Owner!.Email is { } address)
                messages.SendRequest(address, application.Name, $"{choice.Api.Title}, {choice.PlanTitle}");
        }

        if (row.State == SubscriptionState.Active)
            await groups.WriteAsync(content, application, reader.Email, without: null, http.RequestAborted).ConfigureAwait(false);
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

        await groups.WriteAsync(content, application, reader.Email, without: row, http.RequestAborted).ConfigureAwait(false);
        await SaveAsync(http, reader, row, SubscriptionState.Canceled, "subscription canceled").ConfigureAwait(false);
        await groups.WriteAsync(content, application, reader.Email, without: null, http.RequestAborted).ConfigureAwait(false);
        return true;
    }

    /// <summary>Reads the subscriptions that wait for a developer, the oldest first.</summary>
    public async Task<List<PendingSubscription>> ReadPendingAsync(Reader owner, PortalContent content, CancellationToken cancellation)
    {
        var owned = content.Apis.Where(api => IsOwner(owner, api)).Select(api => api.Id).ToList();
        var pending =
            from row in context.Subscriptions
            where row.State == SubscriptionState.Pending && owned.Contains(row.Api)
            join application in context.Applications on row.Application equals application.Id
            join developer in context.Developers on application.Owner equals developer.Id
            orderby row.Changed
            select new { row, application, developer };
        return [.. (await pending.AsNoTracking().Take(MaximumPending).ToListAsync(cancellation).ConfigureAwait(false))
            .Select(found => new PendingSubscription(found.row, found.application, found.developer))];
    }

    /// <summary>Approves a subscription that waits for a developer, or rejects it for a reason.</summary>
    /// <returns>Whether it waited for this developer.</returns>
    public async Task<bool> DecideAsync(
        HttpContext http, Reader owner, PortalContent content, string application, string api, string plan, string? rejection)
    {
        var row = content.Apis.Any(entry => entry.Id == api && IsOwner(owner, entry))
            ? await FindAsync(application, api, plan, http.RequestAborted).ConfigureAwait(false)
            : null;
        if (row is not { State: SubscriptionState.Pending }
            || await context.Applications.FirstOrDefaultAsync(entry => entry.Id == application, http.RequestAborted)
                .ConfigureAwait(false) is not { } of)
            return false;

        var isApproved = rejection is null;
        row.Reason = rejection ?? "";
        var (state, action) = isApproved
            ? (SubscriptionState.Active, "subscription approved")
            : (SubscriptionState.Rejected, "subscription rejected");
        await SaveAsync(http, owner, row, state, action).ConfigureAwait(false);
        if (isApproved)
            await groups.WriteAsync(content, of, owner.Email, without: null, http.RequestAborted).ConfigureAwait(false);

        var developer = await context.Developers.FirstAsync(entry => entry.Id == of.Owner, http.RequestAborted).ConfigureAwait(false);
        messages.SendDecision(developer, of.Name, $"{api}, {plan}", rejection);
        return true;
    }

    /// <summary>Returns whether a developer owns an API: belongs to the group of the owner, or has its e-mail address, confirmed.</summary>
    public static bool IsOwner(Reader reader, ApiEntry api)
        => (reader.IsEmailConfirmed && string.Equals(api.Config.Owner?.Email, reader.Email, StringComparison.OrdinalIgnoreCase))
            || (api.Config.Owner?.Group is { } group && reader.Groups.Contains(group, StringComparer.Ordinal));

    private Task<SubscriptionRow?> FindAsync(string application, string api, string plan, CancellationToken cancellation)
        => context.Subscriptions.FirstOrDefaultAsync(
            row => row.Application == application && row.Api == api && row.Plan == plan, cancellation);

    private async Task SaveAsync(HttpContext http, Reader actor, SubscriptionRow row, SubscriptionState state, string action)
    {
        row.State = state;
        row.Changed = time.GetUtcNow().UtcDateTime;
        audit.Add(http, actor, action, $"{row.Api}, {row.Plan}", row.Application);
        await context.SaveChangesAsync(http.RequestAborted).ConfigureAwait(false);
    }
}

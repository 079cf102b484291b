using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Subscriptions;

/// <summary>The decisions of the owners of APIs about subscriptions. The order of the steps is that of
/// <see cref="SubscriptionList"/>.</summary>
internal sealed class SubscriptionApprovals(
    PortalContext context, SubscriptionList subscriptions, ApplicationGroups groups, ApplicationConsumers consumers,
    AccountMessages messages)
{
    /// <summary>The number of subscriptions of a page.</summary>
    public const int PageSize = 100;

    /// <summary>Reads the subscriptions that wait for a developer, the oldest first.</summary>
    /// <param name="owner">The developer.</param>
    /// <param name="content">The APIs.</param>
    /// <param name="number">The number of the page, from 1; the nearest one if there is none.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<PendingPage> ReadPendingAsync(Reader owner, PortalContent content, int number, CancellationToken cancellation)
    {
        var pending = Owned(owner, content, SubscriptionState.Pending)
            .Where(found => found.Application.BlockReason == null && found.Developer.BlockReason == null);
        var total = await pending.CountAsync(cancellation).ConfigureAwait(false);
        var page = Math.Clamp(number, 1, Math.Max(1, (total + PendingPage.Size - 1) / PendingPage.Size));
        var found = await ReadAsync(
            pending.OrderBy(found => found.Row.Changed).ThenBy(found => found.Row.Application).ThenBy(found => found.Row.Api)
                .ThenBy(found => found.Row.Plan).Skip((page - 1) * PendingPage.Size).Take(PendingPage.Size),
            cancellation).ConfigureAwait(false);
        return new PendingPage(found, page, total);
    }

    /// <summary>Reads a page of the active subscriptions to the APIs of a developer, the latest first.</summary>
    /// <param name="owner">The developer.</param>
    /// <param name="content">The APIs.</param>
    /// <param name="page">The number of the page, from 0.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The subscriptions, up to one more than those of the page.</returns>
    public Task<List<OwnedSubscription>> ReadActiveAsync(Reader owner, PortalContent content, int page, CancellationToken cancellation)
        => ReadAsync(
            Owned(owner, content, SubscriptionState.Active)
                .OrderByDescending(found => found.Row.Changed).ThenBy(found => found.Row.Application)
                .Skip(page * PageSize).Take(PageSize + 1),
            cancellation);

    /// <summary>Approves a subscription that waits for a developer, or rejects it for a reason.</summary>
    /// <returns>Whether it waited for this developer.</returns>
    public async Task<bool> DecideAsync(
        HttpContext http, Reader owner, PortalContent content, string application, string api, string plan, string? rejection)
    {
        if (await FindAsync(owner, content, application, api, plan, http.RequestAborted).ConfigureAwait(false)
            is not ({ State: SubscriptionState.Pending } row, { } of))
            return false;

        if (rejection is not null)
        {
            row.Reason = rejection;
            await subscriptions.SaveAsync(http, owner, row, SubscriptionState.Rejected, "subscription rejected").ConfigureAwait(false);
        }
        else if (content.FindPlan(api, plan) is { } found && await consumers.IsOpenAsync(of, http.RequestAborted).ConfigureAwait(false))
        {
            (row.Reason, row.Group, row.WasWithdrawn) = ("", found.Group, false);
            await subscriptions.SaveAsync(http, owner, row, SubscriptionState.Active, "subscription approved").ConfigureAwait(false);
            await groups.WriteAsync(http, owner, content, of, without: null).ConfigureAwait(false);
        }
        else
        {
            return false;
        }

        messages.SendDecision(await DeveloperOfAsync(of, http).ConfigureAwait(false), of.Name, $"{api}, {plan}", rejection);
        return true;
    }

    /// <summary>Ends an active subscription to an API of a developer for a reason.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> WithdrawAsync(
        HttpContext http, Reader owner, PortalContent content, string application, string api, string plan, string reason)
    {
        if (await FindAsync(owner, content, application, api, plan, http.RequestAborted).ConfigureAwait(false)
            is not ({ State: SubscriptionState.Active } row, { } of))
            return false;

        (row.Reason, row.WasWithdrawn) = (reason, true);
        await subscriptions.EndAsync(http, owner, content, of, row, SubscriptionState.Withdrawn, "subscription withdrawn")
            .ConfigureAwait(false);
        messages.SendWithdrawal(await DeveloperOfAsync(of, http).ConfigureAwait(false), of.Name, $"{api}, {plan}", reason);
        return true;
    }

    /// <summary>Returns whether a developer owns an API: belongs to the group of the owner, or has its e-mail address, confirmed.</summary>
    public static bool IsOwner(Reader reader, ApiEntry api)
        => (reader.IsEmailConfirmed && string.Equals(api.Config.Owner?.Email, reader.Email, StringComparison.OrdinalIgnoreCase))
            || (api.Config.Owner?.Group is { } group && reader.Groups.Contains(group, StringComparer.Ordinal));

    private async Task<(SubscriptionRow? Row, ApplicationRow? Application)> FindAsync(
        Reader owner, PortalContent content, string application, string api, string plan, CancellationToken cancellation)
    {
        if (!content.Apis.Any(entry => entry.Id.Equals(api, StringComparison.OrdinalIgnoreCase) && IsOwner(owner, entry)))
            return (null, null);

        var row = await subscriptions.FindAsync(application, api, plan, cancellation).ConfigureAwait(false);
        return (row, await context.Applications.AsNoTracking()
            .FirstOrDefaultAsync(entry => entry.Id == application, cancellation).ConfigureAwait(false));
    }

    private Task<Developer> DeveloperOfAsync(ApplicationRow application, HttpContext http)
        => context.Developers.AsNoTracking().FirstAsync(entry => entry.Id == application.Owner, http.RequestAborted);

    private IQueryable<OwnedRow> Owned(Reader owner, PortalContent content, SubscriptionState state)
    {
        var owned = content.Apis.Where(api => IsOwner(owner, api)).Select(api => SubscriptionRow.KeyOf(api.Id)).ToList();
        return
            from row in context.Subscriptions.AsNoTracking()
            where row.State == state && owned.Contains(row.Api)
            join application in context.Applications.AsNoTracking() on row.Application equals application.Id
            where application.State != ApplicationState.Deleting
            join developer in context.Developers.AsNoTracking() on application.Owner equals developer.Id
            select new OwnedRow { Row = row, Application = application, Developer = developer };
    }

    private static async Task<List<OwnedSubscription>> ReadAsync(IQueryable<OwnedRow> rows, CancellationToken cancellation)
        => [.. (await rows.ToListAsync(cancellation).ConfigureAwait(false))
            .Select(found => new OwnedSubscription(found.Row, found.Application, found.Developer))];

    /// <summary>The rows of a query, which the database creates by their members.</summary>
    private sealed class OwnedRow
    {
        public required SubscriptionRow Row { get; init; }

        public required ApplicationRow Application { get; init; }

        public required Developer Developer { get; init; }
    }
}

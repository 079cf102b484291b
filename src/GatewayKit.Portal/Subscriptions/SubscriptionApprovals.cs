using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Store;
using GatewayKit.Store.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Subscriptions;

/// <summary>The decisions of the owners of APIs about subscriptions. The order of the steps is that of
/// <see cref="SubscriptionList"/>.</summary>
internal sealed class SubscriptionApprovals(
    PortalContext context, SubscriptionList subscriptions, ApplicationGroups groups, ApplicationConsumers consumers,
    AccountMessages messages)
{
    /// <summary>The actions of the audit log.</summary>
    public const string Approved = "subscription approved";

    /// <inheritdoc cref="Approved" />
    public const string Rejected = "subscription rejected";

    /// <inheritdoc cref="Approved" />
    public const string Withdrawn = "subscription withdrawn";

    /// <summary>Reads the subscriptions that wait for a developer, the oldest first.</summary>
    /// <param name="owner">The developer.</param>
    /// <param name="content">The APIs.</param>
    /// <param name="number">The number of the page, from 1; the nearest one if there is none.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<OwnedPage> ReadPendingAsync(Reader owner, PortalContent content, int number, CancellationToken cancellation)
        => ReadAsync(Pending(owner, content), content, number, rows => rows.OrderBy(found => found.Row.Changed), cancellation);

    /// <summary>Returns the number of subscriptions that wait for a developer.</summary>
    public Task<int> CountPendingAsync(Reader owner, PortalContent content, CancellationToken cancellation)
        => Pending(owner, content).CountAsync(cancellation);

    /// <summary>Reads the active subscriptions to the APIs of a developer, the latest first.</summary>
    /// <inheritdoc cref="ReadPendingAsync" path="/param" />
    public Task<OwnedPage> ReadActiveAsync(Reader owner, PortalContent content, int number, CancellationToken cancellation)
        => ReadAsync(
            Owned(owner, content, SubscriptionState.Active), content, number, rows => rows.OrderByDescending(found => found.Row.Changed),
            cancellation);

    /// <summary>Approves a subscription that waits for a developer, or rejects it. The developer of the application gets a message about
    /// the saved decision. Another approval only writes the groups again.</summary>
    /// <returns>Whether it waited for this developer, or is active and was approved again.</returns>
    /// <exception cref="GroupsNotWrittenException">The approval is saved, and the groups aren't written.</exception>
    public async Task<bool> DecideAsync(
        HttpContext http, Reader owner, PortalContent content, string application, string api, string plan, SubscriptionDecision decision)
    {
        if (await FindAsync(owner, content, application, api, plan, http.RequestAborted).ConfigureAwait(false)
            is not ({ State: SubscriptionState.Pending or SubscriptionState.Active } row, { } of))
            return false;

        if (row.State == SubscriptionState.Active)
        {
            if (decision.Rejection is not null || !await consumers.IsOpenAsync(of, http.RequestAborted).ConfigureAwait(false))
                return false;
            await WriteGroupsAsync(http, owner, content, of).ConfigureAwait(false);
            return true;
        }

        var developer = await DeveloperOfAsync(of, http).ConfigureAwait(false);
        if (decision.Rejection is { } rejection)
        {
            row.Reason = rejection;
            if (!await TrySaveAsync(http, owner, row, SubscriptionState.Rejected, Rejected).ConfigureAwait(false))
                return false;
        }
        else if (content.FindPlan(api, plan) is { } found && await consumers.IsOpenAsync(of, http.RequestAborted).ConfigureAwait(false))
        {
            (row.Reason, row.Group, row.WasWithdrawn) = ("", found.Group, false);
            if (!await TrySaveAsync(http, owner, row, SubscriptionState.Active, Approved).ConfigureAwait(false))
                return false;
        }
        else
        {
            return false;
        }

        messages.SendDecision(developer, of.Name, content.TitlesOf(api, plan), decision.Rejection);
        if (decision.Rejection is null)
            await WriteGroupsAsync(http, owner, content, of).ConfigureAwait(false);
        return true;
    }

    /// <exception cref="GroupsNotWrittenException">The groups aren't written.</exception>
    private async Task WriteGroupsAsync(HttpContext http, Reader owner, PortalContent content, ApplicationRow application)
    {
        try
        {
            await groups.WriteAsync(http, owner, content, application, without: null).ConfigureAwait(false);
        }
        catch (Exception error) when (error is StoreRefusedException or StoreUnavailableException or StoreConflictException
            || StoreDatabase.IsOfDatabase(error))
        {
            throw new GroupsNotWrittenException(error);
        }
    }

    /// <summary>Saves a decision.</summary>
    /// <returns>False if another one was saved at the same time.</returns>
    private async Task<bool> TrySaveAsync(HttpContext http, Reader owner, SubscriptionRow row, SubscriptionState state, string action)
    {
        try
        {
            await subscriptions.SaveAsync(http, owner, row, state, action).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
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
        await subscriptions.EndAsync(http, owner, content, of, row, SubscriptionState.Withdrawn, Withdrawn)
            .ConfigureAwait(false);
        var developer = await DeveloperOfAsync(of, http).ConfigureAwait(false);
        messages.SendWithdrawal(developer, of.Name, content.TitlesOf(api, plan), reason);
        return true;
    }

    /// <summary>Returns whether a developer owns an API: belongs to the group of the owner, or has its e-mail address, confirmed. An
    /// operator owns all.</summary>
    public static bool IsOwner(Reader reader, ApiEntry api)
        => reader.IsOperator
            || (reader.IsEmailConfirmed && string.Equals(api.Config.Owner?.Email, reader.Email, StringComparison.OrdinalIgnoreCase))
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

    private IQueryable<OwnedRow> Pending(Reader owner, PortalContent content)
        => Owned(owner, content, SubscriptionState.Pending)
            .Where(found => found.Application.BlockReason == null && found.Developer.BlockReason == null);

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

    private static async Task<OwnedPage> ReadAsync(
        IQueryable<OwnedRow> rows, PortalContent content, int number, Func<IQueryable<OwnedRow>, IOrderedQueryable<OwnedRow>> order,
        CancellationToken cancellation)
    {
        var total = await rows.CountAsync(cancellation).ConfigureAwait(false);
        var page = OwnedPage.NearestTo(number, total);
        var found = await order(rows).ThenBy(found => found.Row.Application).ThenBy(found => found.Row.Api).ThenBy(found => found.Row.Plan)
            .Skip((page - 1) * OwnedPage.Size).Take(OwnedPage.Size).ToListAsync(cancellation).ConfigureAwait(false);
        return new OwnedPage([.. found.Select(row => row.With(content.TitlesOf(row.Row.Api, row.Row.Plan)))], page, total);
    }

    /// <summary>The rows of a query, which the database creates by their members.</summary>
    private sealed class OwnedRow
    {
        public required SubscriptionRow Row { get; init; }

        public required ApplicationRow Application { get; init; }

        public required Developer Developer { get; init; }

        public OwnedSubscription With((string Api, string Plan) titles) => new(Row, Application, Developer, titles.Api, titles.Plan);
    }
}

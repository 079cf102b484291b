using GatewayKit.Configuration.Portal;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Subscriptions;
using GatewayKit.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Limits;

/// <summary>
/// Limits the subscriptions of a developer: the limits of a plan count the requests of an application, so without a bound each of a
/// developer's applications would have them; and an owner decides about each request.
/// </summary>
internal sealed class SubscriptionLimits(PortalContext context, PortalAccountOptions options, TimeProvider time)
{
    /// <summary>Returns the reason for which an application can't subscribe to a plan now; null if it can.</summary>
    public async Task<string?> FindReasonAsync(ApplicationRow application, PlanChoice choice, CancellationToken cancellation)
    {
        var query =
            from row in context.Subscriptions.AsNoTracking()
            join owned in context.Applications on row.Application equals owned.Id
            where owned.Owner == application.Owner && (row.State != SubscriptionState.Canceled || row.WasWithdrawn)
            select row;
        var rows = await query.ToListAsync(cancellation).ConfigureAwait(false);
        var current = rows.FirstOrDefault(
            row => row.Application == application.Id && IsSame(row.Api, choice.Api.Id) && IsSame(row.Plan, choice.PlanId));
        if (current is { State: SubscriptionState.Active or SubscriptionState.Pending })
            return null;

        if (choice.Plan.Approval == PortalApproval.Automatic && ReasonOfPlan(rows, application, choice) is { } reason)
            return reason;

        return choice.Plan.Approval == PortalApproval.Owner || current is { WasWithdrawn: true }
            ? ReasonOfPause(current) ?? ReasonOfPending(rows, choice)
            : null;
    }

    private string? ReasonOfPause(SubscriptionRow? current)
        => current is { State: SubscriptionState.Rejected }
            && current.Changed + options.Limits.RequestAgainAfter is var end && end > time.GetUtcNow().UtcDateTime
            ? $"The owner of the API has rejected the subscription. You can request it again from {Texts.Time(end)} (UTC)."
            : null;

    private string? ReasonOfPending(List<SubscriptionRow> rows, PlanChoice choice)
        => rows.Count(row => row.State == SubscriptionState.Pending && IsSame(row.Api, choice.Api.Id)) >= options.Limits.PendingPerApi
            ? $"The maximum number of your subscriptions, {options.Limits.PendingPerApi}, waits for the owner of this API. Wait for a "
                + "decision, or cancel one."
            : null;

    private string? ReasonOfPlan(List<SubscriptionRow> rows, ApplicationRow application, PlanChoice choice)
        => rows
            .Where(row => row.State == SubscriptionState.Active && row.Application != application.Id
                && IsSame(row.Group, choice.Plan.Group))
            .Select(row => row.Application).Distinct().Count() < options.Limits.ApplicationsPerPlan ? null
            : options.Limits.ApplicationsPerPlan == 1
                ? "You can have this plan for one application, and another one has it. Cancel its subscription first."
                : $"You can have this plan for {options.Limits.ApplicationsPerPlan} applications, and others have it. Cancel the "
                    + "subscription of one first.";

    private static bool IsSame(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}

using System.Text.Json.Nodes;
using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Auditing;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Subscriptions;

/// <summary>
/// Writes the groups of active subscriptions to the consumers of applications. A subscription keeps the group that it has granted until it
/// ends, also if its plan gets another group. Groups that neither a plan has nor a subscription has granted belong to operators and stay.
/// The groups are always computed from all subscriptions, so the next step repairs what a crash has left.
/// </summary>
internal sealed class ApplicationGroups(PortalContext context, ApplicationConsumers consumers, AuditLog audit, TimeProvider time)
{
    /// <summary>The action of the audit log for a plan that doesn't exist any more, with the developer whose step found that.</summary>
    public const string Ended = "subscription ended";

    private const string Groups = "groups";
    private const int MaximumWrites = 10;

    /// <summary>Writes the groups, creates a consumer that was never created, and cancels subscriptions to plans that don't exist any
    /// more.</summary>
    /// <param name="http">The request.</param>
    /// <param name="actor">The developer, who is the author of the revision.</param>
    /// <param name="content">The plans.</param>
    /// <param name="application">The application.</param>
    /// <param name="without">A subscription that is about to end; null for none.</param>
    public async Task WriteAsync(
        HttpContext http, Reader actor, PortalContent content, ApplicationRow application, SubscriptionRow? without)
    {
        // The subscriptions are read after the consumer, and once more after each write: another node may have changed one meanwhile.
        for (var attempt = 0; attempt < MaximumWrites; attempt++)
        {
            var isChanged = await consumers.ChangeAsync(
                application, actor.Email, $"Write the groups of the application '{application.Id}'.",
                async consumer =>
                {
                    var rows = await ReadAsync(application, http.RequestAborted).ConfigureAwait(false);
                    return Change(consumer, Wanted(content, rows, without), Managed(content, rows));
                },
                http.RequestAborted).ConfigureAwait(false);
            if (!isChanged)
                break;
        }

        if (without is null)
            await CancelGoneAsync(http, actor, content, application).ConfigureAwait(false);
    }

    private Task<List<SubscriptionRow>> ReadAsync(ApplicationRow application, CancellationToken cancellation)
        => context.Subscriptions.AsNoTracking().Where(row => row.Application == application.Id).ToListAsync(cancellation);

    /// <summary>Cancels subscriptions to plans that don't exist any more. Their groups are already removed.</summary>
    private async Task CancelGoneAsync(HttpContext http, Reader actor, PortalContent content, ApplicationRow application)
    {
        var rows = await context.Subscriptions
            .Where(row => row.Application == application.Id && row.State == SubscriptionState.Active)
            .ToListAsync(http.RequestAborted).ConfigureAwait(false);
        foreach (var row in rows.Where(row => content.FindPlan(row.Api, row.Plan) is null))
        {
            row.State = SubscriptionState.Canceled;
            row.Reason = "The plan doesn't exist any more.";
            row.Changed = time.GetUtcNow().UtcDateTime;
            audit.Add(http, actor, Ended, $"{row.Api}, {row.Plan}: the plan doesn't exist any more", application.Id);
        }

        await context.SaveChangesAsync(http.RequestAborted).ConfigureAwait(false);
    }

    private static List<string> Wanted(PortalContent content, List<SubscriptionRow> rows, SubscriptionRow? without)
        => [.. rows
            .Where(row => row.State == SubscriptionState.Active
                && (without is null || row.Api != without.Api || row.Plan != without.Plan))
            .Select(row => content.FindPlan(row.Api, row.Plan) is { } plan ? row.Group.Length > 0 ? row.Group : plan.Group : null)
            .OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    private static HashSet<string> Managed(PortalContent content, List<SubscriptionRow> rows)
        => content.Plans.Values.Select(plan => plan.Group).Concat(rows.Select(row => row.Group))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static JsonObject? Change(JsonObject? consumer, List<string> wanted, HashSet<string> managed)
    {
        var changed = consumer ?? [];
        var name = changed.FirstOrDefault(member => member.Key.Equals(Groups, StringComparison.OrdinalIgnoreCase)).Key ?? Groups;
        var current = (changed[name] as JsonArray)?.Select(group => (string?)group).OfType<string>().ToList() ?? [];
        List<string> groups = [.. current.Where(group => !managed.Contains(group)), .. wanted];
        if (consumer is not null && groups.SequenceEqual(current, StringComparer.OrdinalIgnoreCase))
            return null;

        var list = new JsonArray();
        foreach (var group in groups)
        {
            JsonNode? value = JsonValue.Create(group);
            list.Add(value);
        }

        changed[name] = list;
        return changed;
    }
}

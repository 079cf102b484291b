using System.Text.Json.Nodes;
using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Database;
using GatewayKit.Portal.Database.Rows;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Subscriptions;

/// <summary>
/// Writes the groups of active subscriptions to the consumers of applications. Groups that no plan has belong to operators and stay. The
/// groups are always computed from all subscriptions, so the next step repairs what a crash has left.
/// </summary>
internal sealed class ApplicationGroups(PortalContext context, ApplicationConsumers consumers)
{
    private const string Groups = "groups";
    private const int MaximumWrites = 10;

    /// <summary>Writes the groups, and creates a missing consumer.</summary>
    /// <param name="content">The plans.</param>
    /// <param name="application">The application.</param>
    /// <param name="author">The author of the revision.</param>
    /// <param name="without">A subscription that is about to be canceled; null for none.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task WriteAsync(
        PortalContent content, ApplicationRow application, string author, SubscriptionRow? without, CancellationToken cancellation)
    {
        var managed = content.Plans.Values.Select(plan => plan.Group).ToHashSet(StringComparer.OrdinalIgnoreCase);

        // The subscriptions are read after the consumer, and once more after each write: another node may have changed one meanwhile.
        for (var attempt = 0; attempt < MaximumWrites; attempt++)
        {
            var isChanged = await consumers.ChangeAsync(
                application, author, $"Write the groups of the application '{application.Id}'.",
                async consumer => Change(
                    consumer, await WantedAsync(content, application, without, cancellation).ConfigureAwait(false), managed),
                cancellation).ConfigureAwait(false);
            if (!isChanged)
                return;
        }
    }

    private async Task<List<string>> WantedAsync(
        PortalContent content, ApplicationRow application, SubscriptionRow? without, CancellationToken cancellation)
    {
        var active = await context.Subscriptions.AsNoTracking()
            .Where(row => row.Application == application.Id && row.State == SubscriptionState.Active)
            .ToListAsync(cancellation).ConfigureAwait(false);
        return [.. active
            .Where(row => without is null || row.Api != without.Api || row.Plan != without.Plan)
            .Select(row => content.FindPlan(row.Api, row.Plan)?.Group)
            .OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
    }

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

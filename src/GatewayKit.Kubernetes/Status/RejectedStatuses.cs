using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Status;

/// <summary>Adds what the core has rejected to the statuses of a translation.</summary>
internal static class RejectedStatuses
{
    private const int MostErrors = 10;
    private const string Reason = "UnsupportedValue";

    public static ImmutableDictionary<ResourceOwner, object> Apply(PublishedTranslation published)
    {
        var statuses = ImmutableDictionary.CreateBuilder<ResourceOwner, object>();
        foreach (var status in published.Translation.Statuses)
            statuses[status.Owner] = status.Status;
        foreach (var (owner, status) in Of(published, statuses))
            statuses[owner] = status;
        return statuses.ToImmutable();
    }

    /// <summary>Returns the statuses of the resources that the core has rejected, wholly or in part.</summary>
    /// <param name="published">The translation.</param>
    /// <param name="statuses">Its statuses.</param>
    public static List<KeyValuePair<ResourceOwner, object>> Of(
        PublishedTranslation published, IReadOnlyDictionary<ResourceOwner, object> statuses)
    {
        var changed = new List<KeyValuePair<ResourceOwner, object>>();
        var owners = published.Translation.Owners;
        foreach (var group in published.Errors.Where(e => owners.ContainsKey(e.Key)).GroupBy(errors => owners[errors.Key]))
        {
            if (!statuses.TryGetValue(group.Key, out var status))
                continue;

            var rejected = group.Select(errors => errors.Key).ToHashSet();
            var isWhole = owners.All(owner => owner.Value != group.Key || rejected.Contains(owner.Key) || !IsRoute(owner.Key));
            changed.Add(KeyValuePair.Create(group.Key, status is GatewayStatus or ListenerSetStatus
                ? ListenerRejections.Apply(status, group.ToDictionary(
                    errors => published.Translation.Sections.GetValueOrDefault(errors.Key, ""), errors => Describe(errors.Value)))
                : Reject(status, Describe(group.SelectMany(errors => errors.Value)), isWhole)));
        }

        return changed;
    }

    /// <summary>Returns the reasons as one text.</summary>
    public static string Describe(IEnumerable<ConfigError> errors)
        => string.Join(" ", errors.Select(error => error.Message).Distinct(StringComparer.Ordinal).Take(MostErrors));

    private static bool IsRoute(ConfigOwner owner)
        => owner.Scope == PluginScope.Route || (owner.Id is { } id && owner == ConfigOwner.StreamRoute(id));

    private static object Reject(object status, string message, bool isWhole) => status switch
    {
        RouteStatus route => route with
        {
            Parents =
            [
                .. route.Parents.Select(parent => parent with { Conditions = Reject(parent.Conditions, message, isWhole) }),
            ],
        },
        ResourceConditions other => other with { Conditions = Replace(other.Conditions, "Accepted", "False", "Invalid", message) },
        _ => status,
    };

    private static ImmutableArray<Condition> Reject(ImmutableArray<Condition> conditions, string message, bool isWhole)
        => isWhole
            ? Replace(conditions, "Accepted", "False", Reason, message)
            : Replace(conditions, "PartiallyInvalid", "True", Reason, $"Dropped Rule, its requests and connections fail: {message}");

    private static ImmutableArray<Condition> Replace(
        ImmutableArray<Condition> conditions, string type, string status, string reason, string message)
    {
        var generation = conditions.IsEmpty ? null : conditions[0].ObservedGeneration;
        return
        [
            .. conditions.Where(condition => condition.Type != type),
            new Condition { Type = type, Status = status, Reason = reason, Message = message, ObservedGeneration = generation },
        ];
    }
}

using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Status;

/// <summary>Gives conditions the time of their last transition, which stays the same as long as their status does.</summary>
internal static class ConditionMerge
{
    /// <summary>The maximum number of conditions. An API server rejects a status as a whole that has more.</summary>
    private const int Most = 8;

    /// <summary>Returns the conditions with times. Conditions of others, whose types are qualified by a domain, are kept.</summary>
    public static ImmutableArray<Condition> Merge(ImmutableArray<Condition> wanted, ImmutableArray<Condition> existing, DateTimeOffset now)
        =>
        [
            .. wanted.Select(condition => condition with
            {
                LastTransitionTime = TimeOf(condition, existing) ?? now,
                Message = Conditions.Bounded(condition.Message),
            })
            .Concat(existing.Where(other => other.Type.Contains('/') && wanted.All(condition => condition.Type != other.Type)))
            .Take(Most),
        ];

    private static DateTimeOffset? TimeOf(Condition condition, ImmutableArray<Condition> existing)
        => existing.FirstOrDefault(other => other.Type == condition.Type) is { } same && same.Status == condition.Status
            ? same.LastTransitionTime
            : null;
}

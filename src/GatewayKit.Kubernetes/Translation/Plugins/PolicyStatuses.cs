using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>The statuses of policies: for each ancestor, whether the policy applies below it.</summary>
internal static class PolicyStatuses
{
    /// <summary>The maximum number of ancestors in a status.</summary>
    private const int Bound = 16;

    private static readonly MemoPart<ResourceName, ResourceStatus?> s_statuses = new(Create);

    public static ResourceStatus? Of(ResourceName name, Lookups lookups) => lookups.Get(s_statuses, name);

    private static ResourceStatus? Create(ResourceName name, Lookups lookups)
    {
        if (lookups.Read(Sources.Policies, name) is not { } policy)
            return null;

        var invalid = Invalid(policy, lookups);
        var ancestors = new Dictionary<ParentReference, (Problem? Rejection, Problem? Conflict)>();
        foreach (var target in policy.Spec.TargetRefs)
        {
            var key = PolicyTargetKey.Of(target, name.Namespace);
            var (found, problem) = PolicyAncestors.Of(policy, key, lookups);
            var conflict = problem is null ? Conflict(policy, key, lookups) : default;
            foreach (var ancestor in found)
            {
                var (rejection, lost) = ancestors.GetValueOrDefault(ancestor);
                ancestors[ancestor] = (
                    rejection ?? invalid ?? problem ?? (conflict.IsWhole ? conflict.Problem : null), lost ?? conflict.Problem);
            }
        }

        return new ResourceStatus(
            new ResourceOwner(ResourceKind.GatewayPolicy, name),
            new PolicyStatus
            {
                Ancestors =
                [
                    .. ancestors.Take(Bound).Select(ancestor => new PolicyAncestorStatus
                    {
                        AncestorRef = ancestor.Key,
                        ControllerName = lookups.Options.ControllerName,
                        Conditions = Describe(policy.Metadata.Generation, ancestor.Value.Rejection, ancestor.Value.Conflict),
                    }),
                ],
            });
    }

    private static ImmutableArray<Condition> Describe(long? generation, Problem? rejection, Problem? conflict)
        => conflict is null || rejection is not null
            ? [Conditions.Of("Accepted", generation, rejection)]
            : [Conditions.Of("Accepted", generation, null), Conditions.Because("Conflicted", generation, conflict)];

    /// <summary>Returns the problem of the first plugin that isn't usable.</summary>
    private static Problem? Invalid(GatewayPolicy policy, Lookups lookups)
    {
        var ns = policy.Metadata.NamespaceProperty ?? "";
        foreach (var plugin in policy.Spec.Plugins.Select(reference => reference.NameFor(ns)))
        {
            var message = PolicyRules.Refusal(policy, plugin, lookups)?.Message;
            if (message is null && PluginResolution.Of(plugin, lookups).Problem is { } problem)
                message = PluginResolution.Describe(plugin, problem);
            if (message is not null)
                return new Problem("Invalid", $"{message} Requests in the policy's scope get the status 500.");
        }

        return null;
    }

    /// <summary>Returns the plugins that the policy lost to older ones at a target, and whether these are all of its plugins.</summary>
    private static (Problem? Problem, bool IsWhole) Conflict(GatewayPolicy policy, PolicyTargetKey target, Lookups lookups)
    {
        var name = ResourceName.Of(policy);
        var lost = LevelPolicies.Of(target, lookups).Conflicts.Where(conflict => conflict.Policy == name).ToArray();
        if (lost.Length == 0)
            return default;

        var plugins = string.Join(", ", lost.Select(conflict => $"'{conflict.Plugin}' ({conflict.Winner})"));
        return (
            new Problem("Conflicted", $"An older policy (in parentheses) has the same plugin for {target}: {plugins}."),
            lost.Length == policy.Spec.Plugins.Length);
    }
}

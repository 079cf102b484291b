using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Policies;

/// <summary>The statuses of BackendTLSPolicies. Their ancestors are the Gateways with routes to their Services.</summary>
internal static class BackendTlsPolicyStatuses
{
    private const int MostAncestors = 16;

    /// <summary>Returns the status of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="gatewaysOf">Returns the Gateways with routes to a Service.</param>
    /// <param name="lookups">The way to everything else.</param>
    public static PolicyStatus Of(BackendTlsPolicy policy, Func<ResourceName, IEnumerable<ResourceName>> gatewaysOf, Lookups lookups)
    {
        var services = policy.Spec.TargetRefs
            .Where(BackendTlsPolicies.IsService)
            .Select(target => BackendTlsPolicies.TargetOf(policy, target))
            .Distinct();
        var gateways = services.SelectMany(gatewaysOf).Distinct().Order().Take(MostAncestors).ToArray();
        if (gateways.Length == 0)
            return new PolicyStatus();

        var trust = BackendTrusts.Of(ResourceName.Of(policy), lookups);
        var generation = policy.Metadata.Generation;
        ImmutableArray<Condition> conditions =
        [
            Conditions.Of("Accepted", generation, trust.Rejection ?? ConflictOf(policy, lookups)),
            Conditions.Of("ResolvedRefs", generation, trust.Unresolved),
        ];
        return new PolicyStatus
        {
            Ancestors =
            [
                .. gateways.Select(gateway => new PolicyAncestorStatus
                {
                    AncestorRef = new ParentReference { Namespace = gateway.Namespace, Name = gateway.Name },
                    ControllerName = lookups.Options.ControllerName,
                    Conditions = conditions,
                }),
            ],
        };
    }

    private static Problem? ConflictOf(BackendTlsPolicy policy, Lookups lookups)
    {
        var name = ResourceName.Of(policy);
        foreach (var target in policy.Spec.TargetRefs.Where(BackendTlsPolicies.IsService))
        {
            var service = BackendTlsPolicies.TargetOf(policy, target);
            if (BackendTlsPolicies.Winner(service, BackendTlsPolicies.SectionOf(target), lookups) is { } winner
                && ResourceName.Of(winner) is var other && other != name)
                return new Problem("Conflicted", $"The older policy {other} has the same target, the Service {service}.");
        }

        return null;
    }
}

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
        var targets = policy.Spec.TargetRefs
            .Where(BackendTlsPolicies.IsService)
            .SelectMany(target => gatewaysOf(BackendTlsPolicies.TargetOf(policy, target)).Distinct()
                .Select(gateway => (Gateway: gateway, Missing: Missing(policy, target, lookups))))
            .ToLookup(target => target.Gateway, target => target.Missing);
        var gateways = targets.Select(target => target.Key).Order().Take(MostAncestors).ToArray();
        if (gateways.Length == 0)
            return new PolicyStatus();

        var trust = BackendTrusts.Of(ResourceName.Of(policy), lookups);
        var generation = policy.Metadata.Generation;
        var rejection = trust.Rejection ?? ConflictOf(policy, lookups);
        return new PolicyStatus
        {
            Ancestors =
            [
                .. gateways.Select(gateway => new PolicyAncestorStatus
                {
                    AncestorRef = new ParentReference { Namespace = gateway.Namespace, Name = gateway.Name },
                    ControllerName = lookups.Options.ControllerName,
                    Conditions =
                    [
                        Conditions.Of("Accepted", generation, MissingOf(targets[gateway]) ?? rejection),
                        Conditions.Of("ResolvedRefs", generation, trust.Unresolved),
                    ],
                }),
            ],
        };
    }

    /// <summary>Returns the problem of a Gateway whose routes use none of the policy's targets that exist (GEP-713).</summary>
    private static Problem? MissingOf(IEnumerable<Problem?> targets)
        => targets.All(missing => missing is not null) ? targets.First() : null;

    private static Problem? Missing(BackendTlsPolicy policy, PolicyTarget target, Lookups lookups)
    {
        var name = BackendTlsPolicies.TargetOf(policy, target);
        if (lookups.Read(Sources.Services, name) is not { } service)
            return new Problem("TargetNotFound", $"The Service {name} doesn't exist.");
        return BackendTlsPolicies.SectionOf(target) is { } section && service.Spec?.Ports?.Any(port => port.Name == section) != true
            ? new Problem("TargetNotFound", $"The Service {name} has no port with the name '{section}'.")
            : null;
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

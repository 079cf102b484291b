using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Policies;
using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Translation;

/// <summary>Creates the statuses of BackendTLSPolicies, which depend on the routes.</summary>
internal static class BackendPolicies
{
    public static IEnumerable<ResourceStatus> Statuses(IEnumerable<RouteResult> results, Lookups lookups)
    {
        var policies = lookups.ReadAll(Sources.BackendTlsPolicies);
        if (policies.IsEmpty)
            return [];

        var gateways = results
            .SelectMany(result => result.Route.Services.SelectMany(service => result.Gateways.Select(gateway => (service, gateway))))
            .ToLookup(pair => pair.service, pair => pair.gateway);
        return policies.Values.OrderBy(ResourceName.Of).Select(policy => new ResourceStatus(
            new ResourceOwner(ResourceKind.BackendTlsPolicy, ResourceName.Of(policy)),
            BackendTlsPolicyStatuses.Of(policy, service => gateways[service], lookups)));
    }
}

using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>
/// Allocates a port of the pod for each port of each Gateway. The Services keep the allocation: a port is in use once the Service has it,
/// so all replicas agree. The leader proposes ports that no Service has.
/// </summary>
internal static class PodPorts
{
    private const int First = 10000;

    private static readonly MemoPart<int, Dictionary<ResourceName, PodPortPlan>> s_part = new(Plan, (_, _) => false);

    private static readonly MemoPart<ResourceName, PodPortPlan> s_ofGateway = new(
        (name, lookups) => lookups.Get(s_part, 0).GetValueOrDefault(name) ?? PodPortPlan.Empty);

    public static PodPortPlan Of(ResourceName gateway, Lookups lookups) => lookups.Get(s_ofGateway, gateway);

    private static Dictionary<ResourceName, PodPortPlan> Plan(int key, Lookups lookups)
    {
        var gateways = ManagedGateways.All(lookups);
        var taken = new HashSet<int>();
        var bound = gateways.ToDictionary(ResourceName.Of, gateway => Bound(gateway, taken, lookups));
        var next = First;
        var plans = new Dictionary<ResourceName, PodPortPlan>();
        foreach (var gateway in gateways)
            plans.Add(ResourceName.Of(gateway), Propose(bound[ResourceName.Of(gateway)], gateway, taken, ref next, lookups));
        return plans;
    }

    /// <summary>Returns the ports that the Service has. Of two Services with the same port of the pod, that of the older Gateway has
    /// it.</summary>
    private static ImmutableSortedDictionary<int, int> Bound(Gateway gateway, HashSet<int> taken, Lookups lookups)
    {
        var wanted = Wanted(gateway, lookups).ToHashSet();
        var ports = ImmutableSortedDictionary.CreateBuilder<int, int>();
        foreach (var port in lookups.Read(Sources.Services, GatewayServices.NameOf(gateway, lookups.Options))?.Spec?.Ports ?? [])
        {
            if (wanted.Contains(port.Port) && PodPort(port) is { } podPort && taken.Add(podPort))
                ports[port.Port] = podPort;
        }

        return ports.ToImmutable();
    }

    private static PodPortPlan Propose(
        ImmutableSortedDictionary<int, int> bound, Gateway gateway, HashSet<int> taken, ref int next, Lookups lookups)
    {
        var wanted = bound.ToBuilder();
        foreach (var port in Wanted(gateway, lookups).Where(port => !bound.ContainsKey(port)))
        {
            while (!taken.Add(next))
                next++;
            wanted[port] = next;
        }

        return new PodPortPlan(bound, wanted.ToImmutable());
    }

    private static IEnumerable<int> Wanted(Gateway gateway, Lookups lookups)
        => gateway.Spec.Listeners
            .Concat(ListenerSets.Of(gateway, lookups).Where(pair => pair.IsAllowed).SelectMany(pair => pair.Set.Spec.Listeners))
            .Where(listener => listener.Protocol is "HTTP" or "HTTPS" or "TLS" or "TCP")
            .Select(listener => listener.Port)
            .Distinct();

    private static int? PodPort(V1ServicePort port)
        => int.TryParse(port.TargetPort?.Value, out var number) && number is >= 1024 and <= 65535 ? number : null;
}

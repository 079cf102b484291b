using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Where all Gateways share the addresses of the machine, finds the listeners whose port and host an older Gateway has.</summary>
internal static class DirectPorts
{
    private static readonly MemoPart<int, ILookup<ResourceName, string>> s_part = new(Find, (_, _) => false);

    private static readonly MemoPart<ResourceName, ImmutableArray<string>> s_ofGateway = new(
        (name, lookups) => [.. lookups.Get(s_part, 0)[name]],
        (before, now) => before.AsSpan().SequenceEqual(now.AsSpan()));

    /// <summary>Returns the names of a Gateway's listeners that can't have their port.</summary>
    public static ImmutableArray<string> Unavailable(ResourceName gateway, Lookups lookups) => lookups.Get(s_ofGateway, gateway);

    private static ILookup<ResourceName, string> Find(int key, Lookups lookups)
    {
        var claims = new PortClaims();
        var unavailable = new List<(ResourceName Gateway, string Listener)>();
        foreach (var gateway in ManagedGateways.All(lookups))
        {
            ListenerDraft[] drafts = [.. Drafts(gateway, lookups).Where(draft => draft.Protocol is not null)];
            var available = drafts.Where(draft => claims.ConflictOf(draft) is null).ToHashSet();
            unavailable.AddRange(drafts.Where(draft => !available.Contains(draft)).Select(draft => (ResourceName.Of(gateway), draft.Name)));
            foreach (var draft in available)
                claims.Add(draft);
        }

        return unavailable.ToLookup(pair => pair.Gateway, pair => pair.Listener);
    }

    private static IEnumerable<ListenerDraft> Drafts(Gateway gateway, Lookups lookups)
        => ListenerDraft.Of(gateway).Concat(
            ListenerSets.Of(gateway, lookups).Where(pair => pair.IsAllowed).SelectMany(pair => ListenerDraft.Of(pair.Set)));
}

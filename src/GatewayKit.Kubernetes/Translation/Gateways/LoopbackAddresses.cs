using System.Net;
using System.Net.Sockets;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>
/// Gives each Gateway an address of its own: 1. the address that it asks for, unless an older Gateway does so, too; 2. the loopback
/// address of its status; 3. a free loopback address by a hash of its name.
/// </summary>
internal static class LoopbackAddresses
{
    private static readonly MemoPart<int, Dictionary<ResourceName, LoopbackAddress>> s_part = new(Assign, (_, _) => false);

    private static readonly MemoPart<ResourceName, LoopbackAddress?> s_ofGateway = new(
        (name, lookups) => lookups.Get(s_part, 0).GetValueOrDefault(name));

    public static LoopbackAddress? Of(ResourceName gateway, Lookups lookups) => lookups.Get(s_ofGateway, gateway);

    private static Dictionary<ResourceName, LoopbackAddress> Assign(int key, Lookups lookups)
    {
        var current = lookups.ReadAll(Sources.GatewayStatuses);
        var taken = new HashSet<IPAddress> { IPAddress.Loopback };
        var addresses = new Dictionary<ResourceName, LoopbackAddress>();
        var rest = new List<ResourceName>();
        foreach (var gateway in ManagedGateways.All(lookups))
        {
            var requested = RequestedAddresses.Of(gateway);
            if (requested.Values.IsEmpty && requested.Unusable is null)
                rest.Add(ResourceName.Of(gateway));
            else
                addresses.Add(ResourceName.Of(gateway), Requested(requested, taken));
        }

        foreach (var name in rest)
        {
            if (Kept(current.GetValueOrDefault(name)) is { } kept && taken.Add(kept))
                addresses.Add(name, new LoopbackAddress(kept, null));
        }

        foreach (var name in rest.Where(name => !addresses.ContainsKey(name)))
            addresses.Add(name, new LoopbackAddress(Free(name, taken), null));
        return addresses;
    }

    private static LoopbackAddress Requested(RequestedAddresses requested, HashSet<IPAddress> taken)
        => requested.Unusable is { } problem ? new LoopbackAddress(null, problem)
            : requested.Values.Length > 1 ? Unusable("A Gateway can have only one address here; it asks for several.")
            : taken.Add(requested.Values[0]) ? new LoopbackAddress(requested.Values[0], null)
            : Unusable($"The address {requested.Values[0]} belongs to another Gateway or to Ingress.");

    private static LoopbackAddress Unusable(string message) => new(null, new Problem("AddressNotUsable", message));

    private static IPAddress? Kept(Gateway? gateway)
        => gateway?.Status?.Addresses is [{ Value: { } text }, ..] && IPAddress.TryParse(text, out var address)
            && address.AddressFamily == AddressFamily.InterNetwork && IPAddress.IsLoopback(address) ? address : null;

    private static IPAddress Free(ResourceName name, HashSet<IPAddress> taken)
    {
        for (var hash = StableHash.Of(name.ToString()); ; hash += 2654435761u)
        {
            // Neither 127.0.x.y, which other programs use, nor the first and last address of a network of 256.
            var address = new IPAddress([127, (byte)(1 + (hash % 255)), (byte)(hash >> 8), (byte)(1 + ((hash >> 16) % 254))]);
            if (taken.Add(address))
                return address;
        }
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GatewayKit.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy.Discovery;

/// <summary>Replaces each destination whose name is resolved by one for each address.</summary>
internal static class DiscoveredDestinations
{
    /// <summary>Returns a cluster with the current addresses of its destinations.</summary>
    /// <remarks>
    /// Before the first answer, a destination of <see cref="DiscoveryType.Dns"/> is its name, which each connection resolves, and one of
    /// <see cref="DiscoveryType.DnsSrv"/> is missing, because its port isn't known.
    /// </remarks>
    public static ClusterConfig Resolve(GatewayCluster cluster, DiscoveredNames names)
    {
        if (cluster.Discovery is not { } discovery || cluster.Cluster.Destinations is not { Count: > 0 } configured)
            return cluster.Cluster;

        var resolved = new Dictionary<string, DestinationConfig>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, destination) in configured)
        {
            if (DiscoveredName.Of(discovery, destination) is not { } name)
            {
                resolved[id] = destination;
            }
            else if (names.Find(name)?.Latest is { } addresses)
            {
                foreach (var address in addresses)
                {
                    var at = At(destination, address, discovery.Type);
                    resolved[NameOf(id, at)] = at;
                }
            }
            else if (discovery.Type == DiscoveryType.Dns)
            {
                resolved[id] = destination;
            }
        }

        return cluster.Cluster with { Destinations = resolved };
    }

    /// <summary>Returns the configured name of a destination, to which a resolved one adds its address.</summary>
    public static string ConfiguredName(string id) => id.LastIndexOf('@') is >= 0 and var end ? id[..end] : id;

    private static string NameOf(string id, DestinationConfig destination) => $"{id}@{new Uri(destination.Address).Authority}";

    private static DestinationConfig At(DestinationConfig destination, IPEndPoint address, DiscoveryType type)
    {
        var configured = new Uri(destination.Address);
        return destination with
        {
            Address = At(configured, configured, address),
            Health = Uri.TryCreate(destination.Health, UriKind.Absolute, out var health) && health.IdnHost == configured.IdnHost
                ? At(health, configured, address)
                : destination.Health,
            Host = string.IsNullOrEmpty(destination.Host) ? HostOf(configured, type) : destination.Host,
        };
    }

    // The port of a health check is its own, unless it is that of the address.
    private static string At(Uri uri, Uri configured, IPEndPoint address)
    {
        var host = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address.Address}]" : address.Address.ToString();
        var port = address.Port == 0 || uri.Port != configured.Port ? uri.Port : address.Port;
        return string.Create(CultureInfo.InvariantCulture, $"{uri.Scheme}://{host}:{port}{uri.PathAndQuery}");
    }

    /// <summary>Returns the host that requests have: the name, without the service and the protocol of an SRV record.</summary>
    private static string HostOf(Uri configured, DiscoveryType type)
        => type == DiscoveryType.Dns
            ? configured.Authority
            : string.Join('.', configured.IdnHost.Split('.').SkipWhile(label => label.StartsWith('_')));
}

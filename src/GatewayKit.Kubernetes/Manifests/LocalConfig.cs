using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>Moves a configuration to this machine: listeners to free ports, and clusters of local Services to the echo backend, without TLS
/// to it.</summary>
/// <param name="echo">The echo backend.</param>
/// <param name="ports">The ports.</param>
internal sealed class LocalConfig(EchoBackend echo, LocalPorts ports)
{
    /// <param name="translation">The translation.</param>
    /// <param name="services">The Services whose pods are in this process.</param>
    public Translation.Translation Apply(Translation.Translation translation, IReadOnlySet<ResourceName> services)
    {
        var config = translation.Config;
        var streams = config.StreamRoutes.Values.SelectMany(stream => stream.Backends).Select(backend => backend.ClusterId)
            .OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var clusters = config.Clusters.ToBuilder();
        foreach (var (id, cluster) in config.Clusters)
        {
            if (translation.Owners.TryGetValue(ConfigOwner.Cluster(id), out var owner) && services.Contains(owner.Name))
                clusters[id] = Move(cluster, owner.Name, PortOf(id, owner.Name), streams.Contains(id));
        }

        var listeners = config.Listeners.ToBuilder();
        foreach (var (name, listener) in config.Listeners)
            listeners[name] = Move(listener);
        return translation with { Config = config with { Clusters = clusters.ToImmutable(), Listeners = listeners.ToImmutable() } };
    }

    private GatewayListener Move(GatewayListener listener)
        => listener with { Address = IPAddress.Loopback, Port = ports.Of(listener) };

    private GatewayCluster Move(GatewayCluster cluster, ResourceName service, string port, bool isStream)
    {
        var kind = isStream ? PodKind.Stream : cluster.Cluster.HttpRequest?.Version?.Major == 2 ? PodKind.Http2 : PodKind.Http1;
        var address = echo.AddressOf(service, port, kind);
        return cluster with
        {
            Cluster = cluster.Cluster with
            {
                Destinations = new Dictionary<string, DestinationConfig> { ["local"] = new() { Address = address } },
                HttpClient = null,
            },
            Tls = null,
            Certificates = null,
        };
    }

    /// <summary>Returns the port in the id of a cluster, such as that of <c>shop/service/orders/80/h2</c>.</summary>
    private static string PortOf(string id, ResourceName service)
        => id[$"{service.Namespace}/service/{service.Name}/".Length..].Split('/')[0];
}

using System.Globalization;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Backends;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Policies;
using GatewayKit.Kubernetes.Translation.Routes;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>Adds the settings of an Ingress to the cluster of a Service. It is a cluster of its own then.</summary>
internal static class IngressClusters
{
    private static readonly MemoPart<IngressClusterKey, GatewayCluster> s_clusters = new(Create, ReferenceEquals);

    /// <summary>Returns the cluster of a Service for an Ingress, or for a route with the same settings.</summary>
    /// <param name="shared">The cluster without settings.</param>
    /// <param name="port">The port of the Service.</param>
    /// <param name="owner">The Ingress or the route.</param>
    /// <param name="settings">The settings.</param>
    public static TranslatedCluster With(
        TranslatedCluster shared, ServicePortKey port, ResourceName owner, IngressClusterSettings settings)
    {
        if (settings with { Silence = null, IsHttp2 = false } == IngressClusterSettings.None)
            return shared;

        var key = new IngressClusterKey($"{shared.Id}/of/{owner.Name}", shared, port, settings);
        return new TranslatedCluster(key.Id, new MemoCluster<IngressClusterKey>(s_clusters, key), shared.Owner);
    }

    private static GatewayCluster Create(IngressClusterKey key, Lookups lookups)
    {
        var (cluster, settings) = (key.Shared.Source.Read(lookups), key.Settings);
        var trust = settings.IsSecure
            ? BackendTlsPolicies.Of(key.Port.Service, ServicePorts.Of(key.Port, lookups).Name, lookups) : null;
        var isVerified = settings.VerifiesCertificates || trust is not null || !settings.IsSecure;
        return cluster with
        {
            Cluster = cluster.Cluster with
            {
                ClusterId = key.Id,
                Destinations = settings.UsesServiceAddress
                    ? ServiceAddress(key.Port, settings, lookups) ?? cluster.Cluster.Destinations : cluster.Cluster.Destinations,
                LoadBalancingPolicy = settings.Policy ?? cluster.Cluster.LoadBalancingPolicy,
                SessionAffinity = settings.Affinity,
                HttpClient = settings.ClientFrom(cluster.Cluster.HttpClient, isVerified),
            },
            Tls = settings is { IsSecure: true, ServerName: { } name } && trust is null
                ? new ClusterTls { ServerName = name } : isVerified ? cluster.Tls : null,
            Certificates = CertificatesOf(settings, trust is not null, cluster.Certificates),
            LoadBalancing = settings.Balancing,
            Policies = settings.PoliciesFrom(cluster.Policies),
        };
    }

    /// <summary>A BackendTLSPolicy decides which certificates of backends are valid; the client certificate is that of the
    /// settings.</summary>
    private static ClusterCertificates? CertificatesOf(IngressClusterSettings settings, bool isTrusted, ClusterCertificates? usual)
    {
        var certificates = settings is not { IsSecure: true, Certificates: { } own } ? usual
            : !isTrusted || usual is null ? own
            : usual with { Client = own.Client ?? usual.Client };
        return settings is { IsSecure: true, Ciphers.Length: > 0 }
            ? (certificates ?? new ClusterCertificates()) with { CipherSuites = CipherNames.Of(settings.Ciphers) } : certificates;
    }

    private static Dictionary<string, DestinationConfig>? ServiceAddress(
        ServicePortKey key, IngressClusterSettings settings, Lookups lookups)
    {
        if (lookups.Read(Sources.Services, key.Service)?.Spec?.ClusterIP is not { Length: > 0 } address || address == "None")
            return null;

        var host = address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;
        var authority = string.Create(CultureInfo.InvariantCulture, $"{host}:{key.Port}");
        return new Dictionary<string, DestinationConfig>
        {
            [authority] = new() { Address = (settings.IsSecure ? "https://" : "http://") + authority },
        };
    }
}

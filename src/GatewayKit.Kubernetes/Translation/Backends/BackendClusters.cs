using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Policies;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Policies;
using GatewayKit.Kubernetes.Translation.Routes;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>Creates the clusters of Services. Routes share them.</summary>
internal static class BackendClusters
{
    private static readonly MemoPart<BackendKey, GatewayCluster> s_clusters = new(Create, ReferenceEquals);

    /// <summary>The maximum time to open a connection to an endpoint. Nothing answers at the address of a pod that has ended, so a
    /// request waits this long before it is sent to another one.</summary>
    internal static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(5);

    /// <summary>An endpoint can end before the gateway learns it, so a request that it didn't get is sent to another one.</summary>
    private static readonly ClusterPolicies s_policies = new()
    {
        Timeout = new TimeoutPolicy { Connect = ConnectTime },
        Retry = new RetryPolicy
        {
            On = [RetryOn.Connect, RetryOn.Reset],
            Statuses = [],
            Delay = TimeSpan.Zero,
            MaxBodySize = default,
            Budget = new RetryBudget { Percent = 100, PerSecond = 100 },
        },
    };

    /// <summary>The metadata of a cluster whose destinations must not lead to the gateway's own machine: a tenant has named
    /// them.</summary>
    public static IReadOnlyDictionary<string, string> Remote { get; } =
        new Dictionary<string, string> { ["gatewaykit.remoteOnly"] = "true" };

    /// <summary>Returns the cluster of a port that exists.</summary>
    public static TranslatedCluster Of(BackendKey key)
        => new(IdOf(key), new MemoCluster<BackendKey>(s_clusters, key), new ResourceOwner(ResourceKind.Service, key.Port.Service));

    private static GatewayCluster Create(BackendKey key, Lookups lookups)
    {
        var port = ServicePorts.Of(key.Port, lookups);
        var trust = key.IsSecure ? BackendTlsPolicies.Of(key.Port.Service, port.Name, lookups) : null;
        return new GatewayCluster
        {
            Cluster = new ClusterConfig
            {
                ClusterId = IdOf(key),
                Destinations = Destinations(ServicePorts.EndpointsOf(key.Port, lookups), key.IsSecure ? "https://" : "http://"),
                HttpRequest = RequestOf(key),
                Metadata = port.ExternalName is null ? null : Remote,
            },
            Tls = (trust?.Host ?? (key.IsSecure ? port.ExternalName : null)) is { } name ? new ClusterTls { ServerName = name } : null,
            Certificates = CertificatesOf(key, trust),
            Policies = key.Settings.AreCopies ? null : key.Settings.Retry?.ToPolicies() ?? s_policies,
        };
    }

    private static string IdOf(BackendKey key)
    {
        var id = new StringBuilder();
        id.Append(CultureInfo.InvariantCulture, $"{key.Port.Service.Namespace}/service/{key.Port.Service.Name}/{key.Port.Port}");
        if (key.IsSecure)
            id.Append("/tls");
        if (key.IsHttp2)
            id.Append("/h2");
        if (key.Identity is { } identity)
            id.Append(CultureInfo.InvariantCulture, $"/as/{identity.Name}");
        if (key.Settings.Silence is { } silence)
            id.Append(CultureInfo.InvariantCulture, $"/{silence.TotalMilliseconds}ms");
        if (key.Settings.AreCopies)
            id.Append("/copies");
        if (key.Settings.Retry is { } retry)
        {
            id.Append(
                CultureInfo.InvariantCulture,
                $"/retry/{retry.Attempts}/{retry.Statuses}/{retry.Backoff.TotalMilliseconds}ms/{retry.PerTry?.TotalMilliseconds}");
        }

        return id.ToString();
    }

    private static Dictionary<string, DestinationConfig> Destinations(ImmutableArray<string> endpoints, string scheme)
        => endpoints.ToDictionary(
            endpoint => endpoint, endpoint => new DestinationConfig { Address = scheme + endpoint }, StringComparer.OrdinalIgnoreCase);

    private static ForwarderRequestConfig? RequestOf(BackendKey key)
        => !key.IsHttp2 && key.Settings.Silence is null ? null : new ForwarderRequestConfig
        {
            Version = key.IsHttp2 ? HttpVersion.Version20 : null,
            VersionPolicy = key.IsHttp2 ? HttpVersionPolicy.RequestVersionExact : null,
            ActivityTimeout = key.Settings.Silence,
        };

    private static ClusterCertificates? CertificatesOf(BackendKey key, BackendTrust? trust)
        => trust is null && key.Identity is null ? null : new ClusterCertificates
        {
            Client = key.Identity?.Context,
            Authorities = trust?.Authorities ?? [],
            Names = trust?.Names ?? [],
        };
}

using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Backends;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Memory;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>The clusters that get copies of the requests of Ingresses and routes, by the annotation <c>mirror-target</c>.</summary>
internal static class AddressMirrors
{
    // The body of a copy is in memory until the copy is sent.
    private static readonly ByteSize s_longestBody = ByteSize.Kilobytes(256);

    private static readonly MemoPart<(string Id, MirrorTarget Target, string Namespace), GatewayCluster> s_clusters = new(
        (key, lookups) => new GatewayCluster
        {
            Cluster = new ClusterConfig
            {
                ClusterId = key.Id,
                Destinations = new Dictionary<string, DestinationConfig> { ["mirror"] = new() { Address = key.Target.Address } },
                Metadata = lookups.Options.IsRemoteOnly(key.Namespace) ? BackendClusters.Remote : null,
            },
        },
        ReferenceEquals);

    /// <summary>Returns the cluster of an Ingress or a route.</summary>
    public static TranslatedCluster ClusterOf(ResourceOwner owner, MirrorTarget target)
    {
        var kind = owner.Kind.ToString().ToLowerInvariant();
        var key = (Id: $"{owner.Name.Namespace}/{kind}/{owner.Name.Name}/mirror", target, owner.Name.Namespace);
        return new TranslatedCluster(key.Id, new MemoCluster<(string, MirrorTarget, string)>(s_clusters, key), owner);
    }

    /// <summary>Returns the entry of the plugin that sends the copies.</summary>
    public static PluginEntry EntryOf(string cluster, MirrorTarget target) => AnnotationReader.Entry(
        "mirror", "annotation",
        new { cluster, host = target.Host, credentials = true, maxBodySize = s_longestBody.ToString() });
}

using System.Globalization;
using GatewayKit.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Compilation;

/// <summary>
/// The versions of a cluster inside YARP, which changes a cluster in place while requests still use it. Each version has
/// its own id and carries the configured id, the forwarder, a mark of policies and the time to connect as metadata.
/// </summary>
internal static class ClusterVersion
{
    private const string ConfiguredIdKey = "GatewayKit.ClusterId";

    /// <summary>Returns an id for a new version that isn't the configured id of another cluster.</summary>
    public static string Name(string clusterId, long revision, GatewayConfig config)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{clusterId}~{revision}");
        return config.Clusters.ContainsKey(name) ? Name(clusterId + "~", revision, config) : name;
    }

    public static ClusterConfig Mark(GatewayCluster configured, string version)
    {
        var cluster = configured.Cluster;
        var metadata = cluster.Metadata is null
            ? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            : new Dictionary<string, string>(cluster.Metadata, StringComparer.OrdinalIgnoreCase);
        metadata[ConfiguredIdKey] = cluster.ClusterId;
        ClusterForwarding.Mark(metadata, configured.Forwarder);
        PolicyMark.Set(metadata, configured.Policies);
        ConnectTime.Set(metadata, configured.Policies);
        var client = cluster.HttpClient ?? HttpClientConfig.Empty;
        return cluster with
        {
            ClusterId = version,
            Metadata = metadata,

            // Kestrel reads headers as UTF-8; a client that writes only ASCII would fail for headers that the gateway accepted.
            HttpClient = client with { RequestHeaderEncoding = client.RequestHeaderEncoding ?? "utf-8" },
        };
    }

    /// <summary>Returns the configured id from a version's metadata; null for a cluster that isn't the gateway's.</summary>
    public static string? ConfiguredId(IReadOnlyDictionary<string, string>? metadata) => metadata?.GetValueOrDefault(ConfiguredIdKey);
}

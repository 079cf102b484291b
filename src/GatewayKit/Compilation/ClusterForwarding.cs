using GatewayKit.Configuration;

namespace GatewayKit.Compilation;

/// <summary>The forwarder of a cluster, which YARP's clusters carry as metadata.</summary>
internal static class ClusterForwarding
{
    internal const string Key = "GatewayKit.Forwarder";

    private const string Yarp = "yarp";

    /// <summary>Writes the choice. It is the gateway's own key, so a value from the configuration's metadata has no effect.</summary>
    internal static void Mark(Dictionary<string, string> metadata, ClusterForwarder forwarder)
    {
        metadata.Remove(Key);
        if (forwarder == ClusterForwarder.Yarp)
            metadata[Key] = Yarp;
    }

    /// <summary>Returns whether YARP's forwarder sends all requests of the cluster with this metadata.</summary>
    internal static bool UsesYarp(IReadOnlyDictionary<string, string>? metadata)
        => metadata is not null && metadata.TryGetValue(Key, out var forwarder) && forwarder == Yarp;
}

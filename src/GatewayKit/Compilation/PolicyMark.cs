using GatewayKit.Configuration.Policies;

namespace GatewayKit.Compilation;

/// <summary>
/// Whether a cluster has policies, which YARP's clusters carry as metadata. A cluster gets another client when this changes; a change
/// of the policies themselves, other than that of the time to connect, needs neither another client nor another version of the cluster.
/// </summary>
internal static class PolicyMark
{
    private const string Key = "GatewayKit.Policies";

    /// <summary>Writes the mark. It is the gateway's own key, so a value from the configuration's metadata has no effect.</summary>
    public static void Set(Dictionary<string, string> metadata, ClusterPolicies? policies)
    {
        metadata.Remove(Key);
        if (policies is not null)
            metadata[Key] = "yes";
    }

    /// <summary>Returns whether the cluster with this metadata has policies.</summary>
    public static bool IsIn(IReadOnlyDictionary<string, string>? metadata) => metadata?.ContainsKey(Key) == true;
}

using System.Globalization;
using GatewayKit.Configuration.Policies;

namespace GatewayKit.Compilation;

/// <summary>The maximum time to open a connection, which YARP's clusters carry as metadata. A cluster gets another client when it
/// changes.</summary>
internal static class ConnectTime
{
    private const string Key = "GatewayKit.ConnectTimeout";

    /// <summary>Writes the time. It is the gateway's own key, so a value from the configuration's metadata has no effect.</summary>
    public static void Set(Dictionary<string, string> metadata, ClusterPolicies? policies)
    {
        metadata.Remove(Key);
        if (policies?.Timeout?.Connect is { } time)
            metadata[Key] = time.Ticks.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Returns the time of the cluster with this metadata; null for the default.</summary>
    public static TimeSpan? In(IReadOnlyDictionary<string, string>? metadata)
        => metadata is not null && metadata.TryGetValue(Key, out var ticks)
            ? TimeSpan.FromTicks(long.Parse(ticks, CultureInfo.InvariantCulture)) : null;
}

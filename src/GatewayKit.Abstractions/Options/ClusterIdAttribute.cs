namespace GatewayKit;

/// <summary>
/// Marks an option that names clusters: a text, a list of texts, or a mapping whose keys are the names. The gateway rejects a configuration
/// in which a named cluster doesn't exist. A plugin that sets <see cref="GatewayContext.ClusterId"/> from its options marks them.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ClusterIdAttribute : Attribute
{
    /// <summary>
    /// Gets a value that indicates whether a request for one of the clusters can be forwarded to any other. The plugins of the route's own
    /// cluster run in any case, so the gateway rejects a configuration in which the clusters have different plugins, only some of
    /// them have session affinity, or the cluster of the entry's own route isn't one of them. Default: <c>false</c>.
    /// </summary>
    public bool AreInterchangeable { get; init; }
}

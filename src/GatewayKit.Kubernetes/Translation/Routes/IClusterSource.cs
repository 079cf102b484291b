using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>The way to a cluster. Routes depend on the way alone, so that a change of endpoints doesn't translate them again.</summary>
internal interface IClusterSource
{
    /// <summary>Returns the cluster: the same object as long as it is unchanged.</summary>
    GatewayCluster Read(Lookups lookups);
}

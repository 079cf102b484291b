using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>The backends of TLSRoutes and TCPRoutes.</summary>
internal interface IStreamBackends
{
    /// <summary>Returns the cluster of a reference to a backend.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="route">The route with the reference.</param>
    /// <param name="source">The connections to forward.</param>
    /// <param name="lookups">The lookups of the route.</param>
    StreamBackendTarget Resolve(BackendReference reference, ResourceOwner route, StreamSource source, Lookups lookups);
}

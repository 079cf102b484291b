using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Policies;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>Resolves references to backends of TLSRoutes and TCPRoutes.</summary>
internal sealed class StreamBackends : IStreamBackends
{
    public StreamBackendTarget Resolve(BackendReference reference, ResourceOwner route, bool isTlsEnded, Lookups lookups)
    {
        if (BackendReferences.ProblemOf(reference, route.Kind, route.Name.Namespace, lookups) is { } problem)
            return new StreamBackendTarget(null, problem);

        var key = new ServicePortKey(BackendReferences.ServiceOf(reference, route.Name.Namespace), reference.Port!.Value);
        var port = ServicePorts.Of(key, lookups);
        if (port.Problem is not null)
            return new StreamBackendTarget(null, port.Problem);
        if (isTlsEnded && BackendTlsPolicies.Of(key.Service, port.Name, lookups) is { } trust)
        {
            // Its owner demands TLS, which the gateway has ended: without TLS of its own, the backend can't be reached.
            return new StreamBackendTarget(null, new Problem(
                "UnsupportedProtocol",
                $"The BackendTLSPolicy {trust.Policy} asks for TLS to the Service {key.Service}, which TLSRoutes don't support."));
        }

        return new StreamBackendTarget(
            BackendClusters.Of(new BackendKey(key, IsHttp2: false, IsSecure: false, null, BackendSettings.Default)), null);
    }
}

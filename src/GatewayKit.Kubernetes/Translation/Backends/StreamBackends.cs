using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Policies;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>Resolves references to backends of TLSRoutes and TCPRoutes.</summary>
internal sealed class StreamBackends : IStreamBackends
{
    public StreamBackendTarget Resolve(BackendReference reference, ResourceOwner route, StreamSource source, Lookups lookups)
    {
        if (BackendReferences.ProblemOf(reference, route.Kind, route.Name.Namespace, lookups) is { } problem)
            return new StreamBackendTarget(null, problem);

        var key = new ServicePortKey(BackendReferences.ServiceOf(reference, route.Name.Namespace), reference.Port!.Value);
        var port = ServicePorts.Of(key, lookups);
        if (port.Problem is not null)
            return new StreamBackendTarget(null, port.Problem);

        var trust = source.IsTlsEnded ? BackendTlsPolicies.Of(key.Service, port.Name, lookups) : null;
        if (trust is { Rejection: not null })
            return new StreamBackendTarget(null, BackendTrusts.ProblemOf(trust, key.Service));
        if (trust is not null && source.Identity is { Context: null })
            return new StreamBackendTarget(null, null);

        var identity = trust is null ? null : source.Identity;
        return new StreamBackendTarget(
            BackendClusters.Of(new BackendKey(key, IsHttp2: false, trust is not null, identity, BackendSettings.Default)), null);
    }
}

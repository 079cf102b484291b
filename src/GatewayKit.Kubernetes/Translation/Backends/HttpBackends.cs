using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Policies;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>Resolves references to backends of HTTPRoutes and GRPCRoutes.</summary>
internal static class HttpBackends
{
    /// <summary>Returns the cluster of a reference, or why there is none.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="from">The kind of the route.</param>
    /// <param name="fromNamespace">The namespace of the route.</param>
    /// <param name="identity">The certificate of the Gateway; null for none.</param>
    /// <param name="settings">The settings of the rule.</param>
    /// <param name="lookups">The way to everything else.</param>
    public static BackendTarget Resolve(
        BackendReference reference, ResourceKind from, string fromNamespace, BackendIdentity? identity, BackendSettings settings,
        Lookups lookups)
    {
        if (BackendReferences.ProblemOf(reference, from, fromNamespace, lookups) is { } problem)
            return new BackendTarget(null, problem);

        var key = new ServicePortKey(BackendReferences.ServiceOf(reference, fromNamespace), reference.Port!.Value);
        var port = ServicePorts.Of(key, lookups);
        if (port.Problem is not null)
            return new BackendTarget(null, port.Problem);

        var trust = BackendTlsPolicies.Of(key.Service, port.Name, lookups);
        if (trust is { Rejection: not null })
            return new BackendTarget(null, BackendTrusts.ProblemOf(trust, key.Service));

        var isSecure = trust is not null || settings.IsSecure;
        var isHttp2 = from == ResourceKind.GrpcRoute || settings.IsHttp2;
        switch (port.AppProtocol?.ToLowerInvariant())
        {
            case "kubernetes.io/h2c":
                isHttp2 = true;
                break;
            case "kubernetes.io/ws" when from == ResourceKind.GrpcRoute:
            case "kubernetes.io/wss" when from == ResourceKind.GrpcRoute || !isSecure && port.ExternalName is null:
            case "https" when !isSecure && port.ExternalName is null:
                return new BackendTarget(null, Unsupported(key, port, from));
            case "kubernetes.io/wss" or "https":
                isSecure = true;
                break;
        }

        if (isSecure && identity is { Context: null })
            return new BackendTarget(null, null);

        return new BackendTarget(
            BackendClusters.Of(new BackendKey(
                key, isHttp2, isSecure, isSecure ? identity : null, settings with { IsSecure = false, IsHttp2 = false })),
            null);
    }

    private static Problem Unsupported(ServicePortKey key, ServicePort port, ResourceKind from) => new(
        "UnsupportedProtocol",
        from == ResourceKind.GrpcRoute
            ? $"The port {key.Port} of the Service {key.Service} has the appProtocol {port.AppProtocol}, which has no gRPC."
            : $"The port {key.Port} of the Service {key.Service} has the appProtocol {port.AppProtocol}, which needs a BackendTLSPolicy.");
}

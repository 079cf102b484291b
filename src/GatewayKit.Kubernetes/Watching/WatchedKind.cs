using System.Collections.Immutable;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Watching;

/// <summary>A kind of resources to watch.</summary>
internal sealed record WatchedKind
{
    private const string GatewayApi = "gateway.networking.k8s.io";
    private const string Own = "gatewaykit.io";

    public required ResourceKind Kind { get; init; }

    /// <summary>The kind in the served versions that the gateway can read, the preferred one first.</summary>
    public required ImmutableArray<ApiKind> Versions { get; init; }

    /// <summary>Whether the objects are in namespaces.</summary>
    public bool IsNamespaced { get; init; } = true;

    /// <summary>Whether the gateway writes the status, so that changes of the status alone don't change the configuration.</summary>
    public bool HasOwnStatus { get; init; }

    /// <summary>The selector of fields; null for all objects.</summary>
    public string? Selector { get; init; }

    /// <summary>Returns the kinds that the gateway watches.</summary>
    public static WatchedKind Of(ResourceKind kind) => kind switch
    {
        ResourceKind.Namespace => Core(kind, "namespaces") with { IsNamespaced = false },
        ResourceKind.Service => Core(kind, "services"),
        ResourceKind.EndpointSlice => Create(kind, "discovery.k8s.io", "endpointslices", "v1"),

        // The releases of Helm are large, and aren't of use here.
        ResourceKind.Secret => Core(kind, "secrets") with { Selector = "type!=helm.sh/release.v1" },
        ResourceKind.ConfigMap => Core(kind, "configmaps"),
        ResourceKind.Ingress => Create(kind, "networking.k8s.io", "ingresses", "v1") with { HasOwnStatus = true },
        ResourceKind.IngressClass => Create(kind, "networking.k8s.io", "ingressclasses", "v1") with { IsNamespaced = false },
        ResourceKind.GatewayClass
            => Create(kind, GatewayApi, "gatewayclasses", "v1", "v1beta1") with { IsNamespaced = false, HasOwnStatus = true },
        ResourceKind.Gateway => Create(kind, GatewayApi, "gateways", "v1", "v1beta1") with { HasOwnStatus = true },
        ResourceKind.ListenerSet => Create(kind, GatewayApi, "listenersets", "v1") with { HasOwnStatus = true },
        ResourceKind.HttpRoute => Create(kind, GatewayApi, "httproutes", "v1", "v1beta1") with { HasOwnStatus = true },
        ResourceKind.GrpcRoute => Create(kind, GatewayApi, "grpcroutes", "v1", "v1alpha2") with { HasOwnStatus = true },
        ResourceKind.TlsRoute => Create(kind, GatewayApi, "tlsroutes", "v1", "v1alpha3", "v1alpha2") with { HasOwnStatus = true },
        ResourceKind.TcpRoute => Create(kind, GatewayApi, "tcproutes", "v1", "v1alpha2") with { HasOwnStatus = true },
        ResourceKind.ReferenceGrant => Create(kind, GatewayApi, "referencegrants", "v1", "v1beta1"),
        ResourceKind.BackendTlsPolicy => Create(kind, GatewayApi, "backendtlspolicies", "v1", "v1alpha3") with { HasOwnStatus = true },
        ResourceKind.GatewayPlugin => Create(kind, Own, "gatewayplugins", "v1alpha1") with { HasOwnStatus = true },
        ResourceKind.GatewayPolicy => Create(kind, Own, "gatewaypolicies", "v1alpha1") with { HasOwnStatus = true },
        ResourceKind.GatewayConsumer => Create(kind, Own, "gatewayconsumers", "v1alpha1") with { HasOwnStatus = true },
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static WatchedKind Core(ResourceKind kind, string plural) => Create(kind, "", plural, "v1");

    private static WatchedKind Create(ResourceKind kind, string group, string plural, params string[] versions)
        => new() { Kind = kind, Versions = [.. versions.Select(version => new ApiKind(group, version, plural))] };
}

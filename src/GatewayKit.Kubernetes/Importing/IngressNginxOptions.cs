namespace GatewayKit.Kubernetes.Importing;

/// <summary>The settings of an import of Ingresses of ingress-nginx.</summary>
public sealed record IngressNginxOptions
{
    /// <summary>The namespace of the Gateway if the Ingresses are in several namespaces. Default: <c>default</c>.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>The class of the Gateway. Default: <c>gatewaykit</c>.</summary>
    public string GatewayClass { get; init; } = "gatewaykit";

    /// <summary>The name of the Gateway. Default: <c>ingress</c>.</summary>
    public string Gateway { get; init; } = "ingress";

    /// <summary>The namespace of the Gateway. Default: that of all Ingresses, or <see cref="Namespace"/> if they are in several.</summary>
    public string? GatewayNamespace { get; init; }

    /// <summary>The classes of the imported Ingresses, in addition to those whose IngressClass in the manifests has the controller
    /// <c>k8s.io/ingress-nginx</c>. Ingresses without a class are always imported. Default: <c>nginx</c>.</summary>
    public IReadOnlyList<string> IngressClasses { get; init; } = ["nginx"];
}

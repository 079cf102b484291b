namespace GatewayKit.Kubernetes;

/// <summary>The settings of a gateway that is configured by a Kubernetes cluster.</summary>
public sealed class KubernetesOptions
{
    /// <summary>The default of <see cref="ControllerName"/>.</summary>
    public const string DefaultControllerName = "gatewaykit.io/gateway-controller";

    /// <summary>The default of <see cref="IngressClass"/>.</summary>
    public const string DefaultIngressClass = "gatewaykit";

    /// <summary>The namespaces to read. Default: all.</summary>
    public IList<string> Namespaces { get; } = [];

    /// <summary>The name of the controller: the gateway serves the Gateways of GatewayClasses that name it, and the Ingresses of
    /// IngressClasses that name it.</summary>
    public string ControllerName { get; set; } = DefaultControllerName;

    /// <summary>The IngressClass whose Ingresses the gateway serves even if no such object exists.</summary>
    public string IngressClass { get; set; } = DefaultIngressClass;

    /// <summary>The kubeconfig file. Default: in a pod, the service account; otherwise those of <c>KUBECONFIG</c>,
    /// which are merged as kubectl does, or <c>~/.kube/config</c>.</summary>
    public string? Kubeconfig { get; set; }

    /// <summary>How clients reach the gateway. Default: <see cref="KubernetesAddresses.Service"/> in a pod, <see
    /// cref="KubernetesAddresses.Loopback"/> otherwise.</summary>
    public KubernetesAddresses? Addresses { get; set; }

    /// <summary>The addresses in the statuses of Ingresses, and with <see cref="KubernetesAddresses.Direct"/> those of Gateways.</summary>
    public IList<string> PublishedAddresses { get; } = [];

    /// <summary>The Service whose addresses are written to the statuses of Ingresses, as <c>namespace/name</c>, or a name in the namespace
    /// of the pod. Default: <c>GATEWAYKIT_INGRESS_SERVICE</c> of the environment, otherwise none.</summary>
    public string? IngressService { get; set; }

    /// <summary>The port for the http requests of Ingresses. Default: 8080 in a pod with <see cref="KubernetesAddresses.Service"/>,
    /// otherwise 80.</summary>
    public int? IngressHttpPort { get; set; }

    /// <summary>The port for the https requests of Ingresses. Default: 8443 in a pod with <see cref="KubernetesAddresses.Service"/>,
    /// otherwise 443.</summary>
    public int? IngressHttpsPort { get; set; }

    /// <summary>Whether one of several gateways is elected to write statuses. Without an election, this gateway writes them. Default:
    /// true.</summary>
    public bool UsesElection { get; set; } = true;

    /// <summary>The namespace of the Lease of the election. Default: that of the pod, or of the kubeconfig's context, or
    /// <c>default</c>.</summary>
    public string? LeaseNamespace { get; set; }

    /// <summary>The name of the Lease. Default: <c>GATEWAYKIT_LEASE</c> of the environment, otherwise a name made of the controller's
    /// name.</summary>
    public string? LeaseName { get; set; }

    /// <summary>The folder for a copy of the resources, which the gateway serves if it starts while the API server is unavailable. The copy
    /// has the Secrets that the configuration uses, such as keys of certificates, in a file that only the gateway's user can read: use a
    /// folder in memory of the gateway's own, such as an <c>emptyDir</c> volume with <c>medium: Memory</c>. Default: none, no copy is
    /// kept.</summary>
    public string? KeptCopyFolder { get; set; }

    /// <summary>The longest time since the copy was current with which the gateway serves it, more than zero. Default: one
    /// day.</summary>
    public TimeSpan KeptCopyMaxAge { get; set; } = TimeSpan.FromDays(1);
}

using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation.Ingresses;

/// <summary>Creates Ingresses of the class <c>gatewaykit</c>.</summary>
internal static class IngressMaker
{
    public static V1Ingress Create(string name, params V1IngressRule[] rules) => new()
    {
        Metadata = RouteScene.Metadata(name),
        Spec = new V1IngressSpec { IngressClassName = "gatewaykit", Rules = [.. rules] },
    };

    public static V1IngressRule Host(string? host, params V1HTTPIngressPath[] paths)
        => new() { Host = host, Http = new V1HTTPIngressRuleValue { Paths = [.. paths] } };

    public static V1HTTPIngressPath Prefix(string path, string service, string? port = null) => Path("Prefix", path, service, port);

    public static V1HTTPIngressPath Exact(string path, string service) => Path("Exact", path, service);

    public static V1HTTPIngressPath Path(string type, string path, string service, string? port = null)
        => new() { Path = path, PathType = type, Backend = To(service, port) };

    public static V1IngressBackend To(string service, string? port = null) => new()
    {
        Service = new V1IngressServiceBackend
        {
            Name = service,
            Port = port is null ? new V1ServiceBackendPort { Number = 80 } : new V1ServiceBackendPort { Name = port },
        },
    };

    public static V1Ingress WithDefault(this V1Ingress ingress, string service)
    {
        ingress.Spec.DefaultBackend = To(service);
        return ingress;
    }

    public static V1Ingress OfClass(this V1Ingress ingress, string? name)
    {
        ingress.Spec.IngressClassName = name;
        return ingress;
    }

    public static V1Ingress In(this V1Ingress ingress, string @namespace)
    {
        ingress.Metadata.NamespaceProperty = @namespace;
        return ingress;
    }

    public static V1Ingress Older(this V1Ingress ingress, int days)
    {
        ingress.Metadata.CreationTimestamp = ingress.Metadata.CreationTimestamp!.Value.AddDays(-days);
        return ingress;
    }

    public static V1Ingress WithTls(this V1Ingress ingress, string secret, params string[] hosts)
    {
        (ingress.Spec.Tls ??= []).Add(new V1IngressTLS { SecretName = secret, Hosts = [.. hosts] });
        return ingress;
    }

    /// <summary>Adds an annotation; names without a prefix are those of ingress-nginx.</summary>
    public static V1Ingress With(this V1Ingress ingress, string annotation, string value)
    {
        var name = annotation.Contains('/') ? annotation : "nginx.ingress.kubernetes.io/" + annotation;
        (ingress.Metadata.Annotations ??= new Dictionary<string, string>())[name] = value;
        return ingress;
    }
}

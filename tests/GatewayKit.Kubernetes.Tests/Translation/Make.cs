using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation;

/// <summary>Creates resources. Names without a namespace are in <c>infra</c>.</summary>
internal static class Make
{
    private static readonly DateTime s_epoch = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly Lazy<(string Certificate, string Key)> s_pair = new(() =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(s_epoch, s_epoch.AddYears(20));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    });

    public static ResourceName Name(string name)
        => name.Split('/') is [var @namespace, var own] ? new(@namespace, own) : new("infra", name);

    public static V1ObjectMeta Metadata(string name, int age = 0)
        => new() { Name = name, Uid = name, Generation = 1, CreationTimestamp = s_epoch.AddMinutes(-age) };

    public static V1ObjectMeta MetadataOf(string name, int age = 0)
    {
        var metadata = Metadata(Name(name).Name, age);
        metadata.NamespaceProperty = Name(name).Namespace;
        metadata.Uid = Name(name).ToString();
        return metadata;
    }

    public static V1Namespace Namespace(string name)
    {
        var metadata = Metadata(name);
        metadata.Labels = new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = name };
        return new V1Namespace { Metadata = metadata };
    }

    public static Gateway Gateway(string name, params Listener[] listeners) => new()
    {
        Metadata = MetadataOf(name),
        Spec = new GatewaySpec { GatewayClassName = "gatewaykit", Listeners = [.. listeners] },
    };

    public static ListenerSet Set(string name, string gateway, int age, params Listener[] listeners) => new()
    {
        Metadata = MetadataOf(name, age),
        Spec = new ListenerSetSpec
        {
            ParentRef = new ParentReference { Name = Name(gateway).Name, Namespace = Name(gateway).Namespace },
            Listeners = [.. listeners],
        },
    };

    public static Listener Http(string name, int port = 80, string? host = null)
        => new() { Name = name, Port = port, Protocol = "HTTP", Hostname = host };

    public static Listener Tcp(string name, int port) => new() { Name = name, Port = port, Protocol = "TCP" };

    public static Listener Https(string name, int port = 443, string? host = null, string secret = "cert") => new()
    {
        Name = name,
        Port = port,
        Protocol = "HTTPS",
        Hostname = host,
        Tls = new ListenerTlsSpec { CertificateRefs = [SecretRef(secret)] },
    };

    public static Listener Passthrough(string name, int port = 443, string? host = null)
        => new() { Name = name, Port = port, Protocol = "TLS", Hostname = host, Tls = new ListenerTlsSpec { Mode = "Passthrough" } };

    public static Listener Terminate(string name, int port = 443, string? host = null)
        => Https(name, port, host) with { Protocol = "TLS" };

    public static Listener Allowing(this Listener listener, NamespaceRule? namespaces, params string[] kinds) => listener with
    {
        AllowedRoutes = new AllowedRoutes
        {
            Namespaces = namespaces,
            Kinds = [.. kinds.Select(kind => new RouteGroupKind { Kind = kind })],
        },
    };

    public static NamespaceRule From(string from) => new() { From = from };

    public static NamespaceRule WithLabel(string @namespace) => new()
    {
        From = "Selector",
        Selector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = @namespace } },
    };

    public static ObjectReference SecretRef(string name)
        => new() { Name = Name(name).Name, Namespace = name.Contains('/') ? Name(name).Namespace : null };

    public static ParentReference Parent(string name, string? section = null, int? port = null, string kind = "Gateway") => new()
    {
        Kind = kind,
        Name = Name(name).Name,
        Namespace = name.Contains('/') ? Name(name).Namespace : null,
        SectionName = section,
        Port = port,
    };

    public static HttpRoute Route(string name, ParentReference parent, params string[] hosts)
        => new() { Metadata = MetadataOf(name), Spec = new HttpRouteSpec { ParentRefs = [parent], Hostnames = [.. hosts] } };

    public static GrpcRoute Grpc(string name, int age, ParentReference parent, params string[] hosts)
        => new() { Metadata = MetadataOf(name, age), Spec = new GrpcRouteSpec { ParentRefs = [parent], Hostnames = [.. hosts] } };

    public static TlsRoute TlsRoute(string name, ParentReference parent, string backend, params string[] hosts)
        => new() { Metadata = MetadataOf(name), Spec = Stream(parent, [.. hosts], backend) };

    public static TcpRoute TcpRoute(string name, ParentReference parent, params string[] backends)
        => new() { Metadata = MetadataOf(name), Spec = Stream(parent, [], backends) };

    public static V1Service Service(string name) => new() { Metadata = MetadataOf(name), Spec = new V1ServiceSpec() };

    public static V1Secret Secret(string name, string? certificate = null, string? key = null) => new()
    {
        Metadata = MetadataOf(name),
        Type = "kubernetes.io/tls",
        Data = new Dictionary<string, byte[]>
        {
            ["tls.crt"] = Encoding.UTF8.GetBytes(certificate ?? s_pair.Value.Certificate),
            ["tls.key"] = Encoding.UTF8.GetBytes(key ?? s_pair.Value.Key),
        },
    };

    public static V1ConfigMap Authority(string name)
        => new() { Metadata = MetadataOf(name), Data = new Dictionary<string, string> { ["ca.crt"] = s_pair.Value.Certificate } };

    public static ReferenceGrant Grant(string name, string fromKind, string fromNamespace, string toKind, string? toName = null) => new()
    {
        Metadata = MetadataOf(name),
        Spec = new ReferenceGrantSpec
        {
            From = [new ReferenceGrantFrom { Group = "gateway.networking.k8s.io", Kind = fromKind, Namespace = fromNamespace }],
            To = [new ReferenceGrantTo { Kind = toKind, Name = toName }],
        },
    };

    private static StreamRouteSpec Stream(ParentReference parent, ImmutableArray<string> hosts, params string[] backends) => new()
    {
        ParentRefs = [parent],
        Hostnames = hosts,
        Rules =
        [
            new StreamRouteRule
            {
                BackendRefs =
                [
                    .. backends.Select(backend => new BackendReference
                    {
                        Name = Name(backend).Name,
                        Namespace = backend.Contains('/') ? Name(backend).Namespace : null,
                        Port = 8080,
                    }),
                ],
            },
        ],
    };
}

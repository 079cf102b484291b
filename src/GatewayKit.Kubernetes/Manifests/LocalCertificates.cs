using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using k8s.Models;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>Self-signed certificates for TLS Secrets that manifests don't have, because cert-manager, for example, creates
/// them.</summary>
internal sealed class LocalCertificates(TimeProvider time)
{
    private const string AnyHost = "localhost";
    private const int MostHostLength = 253;

    private readonly Dictionary<(ResourceName Name, string Host), V1Secret> _created = [];

    /// <summary>Returns the TLS Secrets that don't exist, the hosts that they are for, and the locations of the resources that need
    /// them.</summary>
    public static IEnumerable<(ResourceName Name, string Host, ConfigLocation Location)> Missing(ManifestSet manifests, ClusterState state)
        => manifests.Resources
            .SelectMany(resource => Wanted(resource).Select(wanted => (wanted.Name, wanted.Host, resource.Location)))
            .Where(wanted => !state.Secrets.ContainsKey(wanted.Name));

    /// <summary>Returns the Secret for a host: the same one as before if there is one.</summary>
    public V1Secret Create(ResourceName name, string host)
    {
        if (_created.TryGetValue((name, host), out var before))
            return before;

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=GatewayKit", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = time.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        return _created[(name, host)] = new V1Secret
        {
            Metadata = new V1ObjectMeta { Name = name.Name, NamespaceProperty = name.Namespace, Generation = 1 },
            Type = "kubernetes.io/tls",
            Data = new Dictionary<string, byte[]>
            {
                ["tls.crt"] = Encoding.UTF8.GetBytes(certificate.ExportCertificatePem()),
                ["tls.key"] = Encoding.UTF8.GetBytes(key.ExportPkcs8PrivateKeyPem()),
            },
        };
    }

    private static IEnumerable<(ResourceName Name, string Host)> Wanted(ManifestResource resource)
    {
        var space = resource.Name.Namespace;
        return resource.Value switch
        {
            Gateway gateway => gateway.Spec.Listeners.SelectMany(listener => Wanted(listener, space)),
            ListenerSet set => set.Spec.Listeners.SelectMany(listener => Wanted(listener, space)),
            V1Ingress ingress => (ingress.Spec?.Tls ?? []).Where(tls => !string.IsNullOrEmpty(tls.SecretName))
                .Select(tls => (new ResourceName(space, tls.SecretName), HostOf(tls.Hosts?.FirstOrDefault()))),
            _ => [],
        };
    }

    private static IEnumerable<(ResourceName Name, string Host)> Wanted(Listener listener, string space)
        => (listener.Tls?.CertificateRefs ?? [])
            .Where(reference => reference is { Group: "", Kind: "Secret", Name.Length: > 0 })
            .Select(reference => (new ResourceName(reference.Namespace ?? space, reference.Name), HostOf(listener.Hostname)));

    private static string HostOf(string? host)
        => host is { Length: > 0 and <= MostHostLength }
            && Uri.CheckHostName(host.Replace("*.", "a.", StringComparison.Ordinal)) == UriHostNameType.Dns
            ? host : AnyHost;
}

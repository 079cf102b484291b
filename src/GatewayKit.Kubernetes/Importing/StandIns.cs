using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using k8s.Models;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>
/// Adds Secrets and Services that Ingresses refer to and the manifests don't have: they can be in the cluster. Nothing of their content
/// gets into the result.
/// </summary>
internal static class StandIns
{
    private static readonly string[] s_certificates = ["proxy-ssl-secret", "auth-tls-secret"];

    private static readonly Lazy<Dictionary<string, byte[]>> s_certificate = new(Create);

    /// <summary>A user, both as a line of a file and as a key of its own.</summary>
    private static readonly Dictionary<string, byte[]> s_users = new() { ["auth"] = "{PLAIN}:{PLAIN}"u8.ToArray() };

    public static ClusterState Add(ClusterState state) => state with
    {
        Secrets = state.Secrets
            .SetItems(Missing(state, s_certificates).Select(name => SecretOf(name, s_certificate.Value)))
            .SetItems(Missing(state, "auth-secret").Select(name => SecretOf(name, s_users))),
        Services = state.Services.SetItems(
            Names(state.Ingresses.Values, "default-backend").Where(name => !state.Services.ContainsKey(name)).Select(
                name => KeyValuePair.Create(name, new V1Service { Metadata = MetadataOf(name), Spec = new V1ServiceSpec() }))),
    };

    private static IEnumerable<ResourceName> Missing(ClusterState state, params string[] annotations)
        => Names(state.Ingresses.Values, annotations).Where(name => !state.Secrets.ContainsKey(name));

    private static KeyValuePair<ResourceName, V1Secret> SecretOf(ResourceName name, Dictionary<string, byte[]> data)
        => KeyValuePair.Create(name, new V1Secret { Metadata = MetadataOf(name), Data = data });

    private static IEnumerable<ResourceName> Names(IEnumerable<V1Ingress> ingresses, params string[] annotations)
        => ingresses
            .SelectMany(ingress => annotations.Select(
                annotation => new ResourceName(
                    ingress.Metadata.NamespaceProperty, IngressAnnotations.Find(ingress, annotation)?.Split('/')[^1] ?? "")))
            .Where(name => name.Name.Length > 0)
            .Distinct();

    private static V1ObjectMeta MetadataOf(ResourceName name) => new() { NamespaceProperty = name.Namespace, Name = name.Name };

    /// <summary>Creates a certificate with its key and authority.</summary>
    private static Dictionary<string, byte[]> Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=none", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var pem = Encoding.UTF8.GetBytes(certificate.ExportCertificatePem());
        return new Dictionary<string, byte[]>
        {
            ["tls.crt"] = pem,
            ["tls.key"] = Encoding.UTF8.GetBytes(key.ExportPkcs8PrivateKeyPem()),
            ["ca.crt"] = pem,
        };
    }
}

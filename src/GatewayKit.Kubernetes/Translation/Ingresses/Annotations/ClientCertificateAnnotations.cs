using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Certificates;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The certificates of clients. The listener asks for them, and a plugin verifies them for each request.</summary>
internal static class ClientCertificateAnnotations
{
    private const string Secret = "auth-tls-secret";

    public static IEnumerable<PluginEntry> Read(IngressAnnotations annotations, Lookups lookups)
    {
        var verify = annotations.Choice("auth-tls-verify-client", "on", "off", "optional", "optional_no_ca") ?? "on";
        var depth = annotations.Number("auth-tls-verify-depth", 0, 20) ?? 1;
        var passesCertificate = annotations.Flag("auth-tls-pass-certificate-to-upstream");
        var (errorPage, subject) = (annotations.Text("auth-tls-error-page"), annotations.Text("auth-tls-match-cn"));
        if (annotations.Reference(Secret) is not { } name || verify == "off")
            yield break;

        var bundle = AuthorityBundles.Of(GroupKind.Secret, name, lookups);
        if (bundle.Error is { } error)
            annotations.Close(Secret, $"the Secret {error}.");
        else if (subject is not null && ClientCertificateOptions.Pattern(subject) is null)
            annotations.Close("auth-tls-match-cn", "it must be a regular expression in the syntax of RE2.");
        else
        {
            if (errorPage is not null && LocationTemplate.Problem(errorPage) is { } problem)
            {
                annotations.Invalid("auth-tls-error-page", $"it {problem}.");
                errorPage = null;
            }

            yield return AnnotationReader.Entry(ClientCertificatePlugin.Name, "annotation", new Dictionary<string, object?>
            {
                ["authorities"] = string.Join('\n', bundle.Certificates.Select(certificate => certificate.ExportCertificatePem())),
                ["verify"] = verify switch
                {
                    "optional" => ClientVerification.Optional,
                    "optional_no_ca" => ClientVerification.OptionalNoCa,
                    _ => ClientVerification.On,
                },
                ["depth"] = depth,
                ["passesCertificate"] = passesCertificate,
                ["errorPage"] = errorPage,
                ["subject"] = subject,
            });
        }
    }

    /// <summary>Returns the authorities whose certificates the clients of an Ingress are asked for; empty for none.</summary>
    public static ImmutableArray<X509Certificate2> AuthoritiesOf(V1Ingress ingress, Lookups lookups)
        => CanaryRule.IsCanary(ingress)
            || "off".Equals(IngressAnnotations.Find(ingress, "auth-tls-verify-client"), StringComparison.OrdinalIgnoreCase)
            || new IngressAnnotations(ingress).Reference(Secret) is not { } name
                ? [] : AuthorityBundles.Of(GroupKind.Secret, name, lookups).Certificates;
}

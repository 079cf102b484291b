using System.Collections.Immutable;
using System.Net.Security;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Certificates;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>The certificates of Ingresses. All share a listener, where the names in the certificates decide which one a client
/// gets.</summary>
internal static class IngressCertificates
{
    private static readonly MemoPart<ResourceName, ImmutableArray<SslStreamCertificateContext>> s_ofIngress = new(
        (name, lookups) =>
        [
            .. Secrets(lookups.Read(Sources.Ingresses, name)).Select(secret => TlsSecrets.Of(secret, lookups).Context)
                .OfType<SslStreamCertificateContext>(),
        ],
        AreSame);

    private static readonly MemoPart<int, ImmutableArray<SslStreamCertificateContext>> s_all = new(
        (_, lookups) => [.. OwnIngresses.All(lookups).SelectMany(name => lookups.Get(s_ofIngress!, name)).Distinct()],
        AreSame);

    /// <summary>Returns all certificates, those of the oldest Ingress first: of two certificates with the same name, clients get the first
    /// one.</summary>
    public static ImmutableArray<SslStreamCertificateContext> All(Lookups lookups) => lookups.Get(s_all, 0);

    /// <summary>Returns a sentence for each certificate of an Ingress that can't be used.</summary>
    public static IEnumerable<string> Problems(V1Ingress ingress, Lookups lookups)
    {
        foreach (var secret in Secrets(ingress))
        {
            if (TlsSecrets.Of(secret, lookups).Error is { } error)
                yield return $"The Secret '{secret}' {error}.";
        }

        if ((ingress.Spec?.Tls ?? []).Any(tls => string.IsNullOrEmpty(tls.SecretName)))
            yield return "An entry of spec.tls has no secretName; the gateway has no certificate of its own.";
    }

    private static IEnumerable<ResourceName> Secrets(V1Ingress? ingress)
        => (ingress?.Spec?.Tls ?? []).Where(tls => !string.IsNullOrEmpty(tls.SecretName))
            .Select(tls => new ResourceName(ingress!.Metadata.NamespaceProperty ?? "", tls.SecretName)).Distinct();

    private static bool AreSame(ImmutableArray<SslStreamCertificateContext> before, ImmutableArray<SslStreamCertificateContext> now)
        => before.AsSpan().SequenceEqual(now.AsSpan());
}

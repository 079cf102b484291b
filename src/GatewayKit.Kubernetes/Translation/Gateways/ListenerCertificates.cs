using System.Collections.Immutable;
using System.Net.Security;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Certificates;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Reads the certificates of a listener that ends TLS.</summary>
internal static class ListenerCertificates
{
    /// <summary>Returns the certificates whose references are valid, and the problems of the others.</summary>
    public static (ImmutableArray<SslStreamCertificateContext> Certificates, Problem? Problem) Of(ListenerDraft draft, Lookups lookups)
    {
        var references = draft.Spec.Tls?.CertificateRefs ?? [];
        if (references.IsEmpty)
            return ([], new Problem("InvalidCertificateRef", "The listener ends TLS, but it has no certificateRefs."));

        var certificates = ImmutableArray.CreateBuilder<SslStreamCertificateContext>();
        var problems = new ProblemList();
        foreach (var reference in references)
        {
            var kind = new GroupKind(reference.Group, reference.Kind);
            var name = new ResourceName(reference.Namespace ?? draft.Owner.Name.Namespace, reference.Name);
            if (kind != GroupKind.Secret)
                problems.Add("InvalidCertificateRef", $"A certificateRef refers to a {kind}; it must refer to a Secret.");
            else if (!ReferenceGrants.Allow(lookups, draft.Owner.Kind, draft.Owner.Name.Namespace, kind, name))
                problems.Add("RefNotPermitted", $"No ReferenceGrant allows the reference to the Secret '{name}'.");
            else if (TlsSecrets.Of(name, lookups) is { Context: { } context })
                certificates.Add(context);
            else
                problems.Add("InvalidCertificateRef", $"The Secret '{name}' {TlsSecrets.Of(name, lookups).Error}.");
        }

        return (certificates.ToImmutable(), problems.ToProblem());
    }
}

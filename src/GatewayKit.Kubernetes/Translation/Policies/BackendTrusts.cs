using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation.Certificates;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Policies;

/// <summary>Reads BackendTLSPolicies and their certificates, each once.</summary>
internal static class BackendTrusts
{
    private static readonly MemoPart<ResourceName, BackendTrust> s_trusts = new(Read);

    /// <summary>Returns how a policy verifies certificates, or why it can't.</summary>
    public static BackendTrust Of(ResourceName policy, Lookups lookups) => lookups.Get(s_trusts, policy);

    /// <summary>Returns why a policy that is rejected keeps routes from its Service.</summary>
    public static Problem ProblemOf(BackendTrust rejected, ResourceName service) => new(
        "InvalidBackendTLSPolicy",
        $"The BackendTLSPolicy {rejected.Policy} of the Service {service} is invalid: {rejected.Rejection?.Message}");

    private static BackendTrust Read(ResourceName name, Lookups lookups)
    {
        if (lookups.Read(Sources.BackendTlsPolicies, name) is not { Spec.Validation: var validation })
            return new BackendTrust { Policy = name, Rejection = new Problem("Invalid", "The policy doesn't exist.") };

        var trust = new BackendTrust { Policy = name, Host = validation.Hostname.ToLowerInvariant() };
        if (NamesOf(validation) is not { } names)
            return trust with { Rejection = new Problem("Invalid", "The types of subjectAltNames must be Hostname or URI.") };

        trust = trust with { Names = names };
        if (Uri.CheckHostName(validation.Hostname) != UriHostNameType.Dns)
            return trust with { Rejection = new Problem("Invalid", $"The hostname '{validation.Hostname}' isn't the name of a host.") };
        if (validation.CaCertificateRefs.Length > 0)
            return WithAuthorities(trust, validation.CaCertificateRefs, lookups);

        return validation.WellKnownCACertificates == "System" ? trust : trust with
        {
            Rejection = new Problem("Invalid", validation.WellKnownCACertificates is { Length: > 0 } known
                ? $"wellKnownCACertificates is '{known}'; only System is supported."
                : "Neither caCertificateRefs nor wellKnownCACertificates is set."),
        };
    }

    private static BackendTrust WithAuthorities(BackendTrust trust, ImmutableArray<ObjectReference> references, Lookups lookups)
    {
        var authorities = ImmutableArray.CreateBuilder<X509Certificate2>();
        var problems = new List<Problem>();
        foreach (var reference in references)
        {
            var kind = new GroupKind(reference.Group, reference.Kind);
            var name = new ResourceName(trust.Policy.Namespace, reference.Name);
            if (!AuthorityBundles.IsSupported(kind))
            {
                problems.Add(new Problem("InvalidKind", $"{reference.Name} has the kind {kind}; it must be ConfigMap or Secret."));
                continue;
            }

            var bundle = AuthorityBundles.Of(kind, name, lookups);
            if (bundle.Error is { } error)
                problems.Add(new Problem("InvalidCACertificateRef", $"The {kind} {name} {error}."));
            else
                authorities.AddRange(bundle.Certificates);
        }

        var message = string.Join(" ", problems.Select(problem => problem.Message));
        return trust with
        {
            Authorities = authorities.DrainToImmutable(),
            Unresolved = problems.Count == 0 ? null : problems[0] with { Message = message },
            Rejection = problems.Count == references.Length ? new Problem("NoValidCACertificate", message) : null,
        };
    }

    /// <returns>The names; null if one has an unknown type.</returns>
    private static ImmutableArray<CertificateName>? NamesOf(BackendTlsValidation validation)
    {
        var names = ImmutableArray.CreateBuilder<CertificateName>();
        foreach (var name in validation.SubjectAltNames)
        {
            if (name is { Type: "Hostname", Hostname: { Length: > 0 } host })
                names.Add(new CertificateName(CertificateNameKind.Host, host.ToLowerInvariant()));
            else if (name is { Type: "URI", Uri: { Length: > 0 } uri })
                names.Add(new CertificateName(CertificateNameKind.Uri, uri));
            else
                return null;
        }

        return names.DrainToImmutable();
    }
}

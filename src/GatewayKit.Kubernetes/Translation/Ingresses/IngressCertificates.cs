using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Certificates;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>The certificates of Ingresses. That of an entry of <c>spec.tls</c> is only for the hosts of the entry, and only if its
/// namespace gets their requests: the names in a certificate don't decide.</summary>
internal static class IngressCertificates
{
    private static readonly MemoPart<ResourceName, ImmutableArray<HostCertificate>> s_ofIngress = new(
        (name, lookups) => Isolation.Run(
            new ResourceOwner(ResourceKind.Ingress, name), lookups, () => Own(name, lookups), _ => ImmutableArray<HostCertificate>.Empty),
        (before, now) => before.AsSpan().SequenceEqual(now.AsSpan()));

    private static readonly MemoPart<ResourceName, ImmutableArray<string>> s_ownHosts = new(
        (name, lookups) => Isolation.Run(
            new ResourceOwner(ResourceKind.Ingress, name), lookups, () => OwnHosts(name, lookups), _ => ImmutableArray<string>.Empty),
        (before, now) => before.AsSpan().SequenceEqual(now.AsSpan()));

    private static readonly MemoPart<int, ServedCertificates> s_served = new(Choose, ServedCertificates.AreSame);

    /// <summary>Returns the certificates by host: of several for a host, that of the oldest Ingress.</summary>
    public static ServedCertificates Served(Lookups lookups) => lookups.Get(s_served, 0);

    /// <summary>Returns the problems of the entries of an Ingress.</summary>
    public static IEnumerable<Problem> Problems(V1Ingress ingress, Lookups lookups)
    {
        foreach (var secret in Entries(ingress).Select(entry => entry.Secret).Distinct())
        {
            if (TlsSecrets.Of(secret, lookups).Error is { } error)
                yield return new Problem("InvalidCertificate", $"The Secret '{secret}' {error}.");
        }

        if (!IngressPassthrough.IsOn(ingress) && (ingress.Spec?.Tls ?? []).Any(tls => string.IsNullOrEmpty(tls.SecretName)))
        {
            yield return new Problem(
                "InvalidCertificate", "An entry of spec.tls has no secretName; the gateway has no certificate of its own.");
        }

        // Many entries have a wildcard for exact hosts of their Ingress.
        var wildcards = IngressHosts.Of(ingress).Select(IngressHosts.WildcardOf).ToHashSet();
        foreach (var found in All(ingress, lookups).Where(found => !wildcards.Contains(found.Host)))
        {
            var owner = IngressHosts.OwnerOf(found.Host, lookups);
            if (owner is null)
            {
                yield return new Problem(
                    "UnusedCertificate", $"No Ingress gets the requests to the host '{found.Host}' of spec.tls, so clients don't get the "
                        + $"certificate of the Secret '{found.Secret}' for it.");
            }
            else if (owner.Value.Namespace != ingress.Metadata.NamespaceProperty)
            {
                yield return new Problem(
                    "Conflict", $"The Ingress '{owner}' of another namespace gets the requests to the host "
                        + $"'{(found.Host.Length == 0 ? "*" : found.Host)}', so clients don't get the certificate of the Secret "
                        + $"'{found.Secret}' for it.");
            }
        }
    }

    private static ServedCertificates Choose(int all, Lookups lookups)
    {
        var best = new Dictionary<string, HostCertificate>(StringComparer.Ordinal);
        foreach (var found in OwnIngresses.All(lookups).SelectMany(name => lookups.Get(s_ofIngress, name)))
        {
            if (!best.TryGetValue(found.Host, out var other) || found.Rank < other.Rank)
                best[found.Host] = found;
        }

        best.Remove("", out var any);
        var refused =
            from name in OwnIngresses.All(lookups)
            from host in lookups.Get(s_ownHosts, name)
            where !best.ContainsKey(host) && Fallback(host) is { } found && found.Secret.Namespace != name.Namespace
            select host;
        return new ServedCertificates(
            best.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Context, StringComparer.Ordinal), any?.Context,
            refused.ToImmutableHashSet(StringComparer.Ordinal));

        HostCertificate? Fallback(string host)
            => IngressHosts.WildcardOf(host) is { } wildcard && best.TryGetValue(wildcard, out var found) ? found : any;
    }

    /// <summary>Returns the hosts of an Ingress whose namespace decides about them.</summary>
    private static ImmutableArray<string> OwnHosts(ResourceName name, Lookups lookups)
        => lookups.Read(Sources.Ingresses, name) is not { } ingress ? []
            : [.. IngressHosts.Of(ingress).Where(host => host.Length > 0 && IngressHosts.IsOwner(name.Namespace, host, lookups))];

    private static ImmutableArray<HostCertificate> Own(ResourceName name, Lookups lookups)
        => lookups.Read(Sources.Ingresses, name) is not { } ingress ? []
            : [.. All(ingress, lookups).Where(found => IngressHosts.IsOwner(name.Namespace, found.Host, lookups))];

    private static IEnumerable<HostCertificate> All(V1Ingress ingress, Lookups lookups)
    {
        string[] hosts = [.. IngressHosts.Of(ingress)];
        foreach (var (entry, secret) in Entries(ingress))
        {
            if (TlsSecrets.Of(secret, lookups).Context is not { } context)
                continue;
            foreach (var (host, rank) in HostsOf(entry, hosts, context))
                yield return new HostCertificate(host, rank, secret, context);
        }
    }

    private static IEnumerable<(V1IngressTLS Entry, ResourceName Secret)> Entries(V1Ingress ingress)
        => (ingress.Spec?.Tls ?? []).Where(tls => !string.IsNullOrEmpty(tls.SecretName))
            .Select(tls => (tls, new ResourceName(ingress.Metadata.NamespaceProperty ?? "", tls.SecretName)));

    /// <summary>Returns the hosts of an entry, and those of the Ingress that a wildcard of it matches. An entry without hosts is for all
    /// of the Ingress, above all for those that are in the certificate.</summary>
    private static IEnumerable<(string Host, int Rank)> HostsOf(V1IngressTLS entry, string[] hosts, SslStreamCertificateContext context)
    {
        if (entry.Hosts is not { Count: > 0 })
            return hosts.Select(host => (host, IsNamed(host, context.TargetCertificate) ? 1 : 2));

        string[] own = [.. entry.Hosts.Select(HostPatterns.Normalize).Where(HostPatterns.IsValid).Distinct()];
        return own.Select(host => (host, 0))
            .Concat(hosts.Where(host => !own.Contains(host) && own.Contains(IngressHosts.WildcardOf(host))).Select(host => (host, 1)));
    }

    private static bool IsNamed(string host, X509Certificate2 certificate)
    {
        try
        {
            return host.Length > 0 && certificate.MatchesHostname(host[0] == '*' ? "any" + host[1..] : host, allowCommonName: false);
        }
        catch (CryptographicException)
        {
            // The names in the certificate are invalid.
            return false;
        }
    }
}

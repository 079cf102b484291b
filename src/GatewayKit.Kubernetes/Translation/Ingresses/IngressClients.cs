using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>The hosts whose clients are asked for a certificate, by the namespace that has them. Each has a listener of its own, so that
/// other clients aren't asked.</summary>
internal static class IngressClients
{
    private static readonly MemoPart<ResourceName, ImmutableArray<(string Host, X509Certificate2 Authority)>> s_ofIngress = new(
        (name, lookups) => lookups.Read(Sources.Ingresses, name) is not { } ingress ? []
            : ClientCertificateAnnotations.AuthoritiesOf(ingress, lookups) is not { IsEmpty: false } authorities ? []
            :
            [
                .. IngressHosts.Of(ingress).Where(host => IngressHosts.IsOwner(name.Namespace, host, lookups))
                    .SelectMany(host => authorities.Select(authority => (host, authority))),
            ],
        (before, now) => before.AsSpan().SequenceEqual(now.AsSpan()));

    private static readonly MemoPart<int, ImmutableSortedDictionary<string, ListenerClientCertificates>> s_all = new(
        (_, lookups) => OwnIngresses.All(lookups)
            .SelectMany(name => lookups.Get(s_ofIngress!, name))
            .GroupBy(pair => pair.Host, pair => pair.Authority)
            .ToImmutableSortedDictionary(
                host => host.Key,
                host => new ListenerClientCertificates { Authorities = [.. host.Distinct()], IsOptional = true },
                StringComparer.Ordinal),
        (before, now) => before.Count == now.Count && before.All(
            host => now.TryGetValue(host.Key, out var other)
                && other.Authorities.AsSpan().SequenceEqual(host.Value.Authorities.AsSpan())));

    /// <summary>Returns the settings of the handshakes by host; those of an empty host are for all others. The plugin decides about a
    /// request, so handshakes never fail.</summary>
    public static ImmutableSortedDictionary<string, ListenerClientCertificates> ByHost(Lookups lookups) => lookups.Get(s_all, 0);
}

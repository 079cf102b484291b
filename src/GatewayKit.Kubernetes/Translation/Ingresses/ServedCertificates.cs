using System.Collections.Immutable;
using System.Net.Security;
using GatewayKit.Kubernetes.Translation.Gateways;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>The certificates of the hosts of all Ingresses.</summary>
/// <param name="Hosts">The certificates by host.</param>
/// <param name="Other">The certificate of all other hosts; null for none.</param>
/// <param name="Refused">The hosts without a certificate that would get that of another namespace.</param>
internal sealed record ServedCertificates(
    ImmutableDictionary<string, SslStreamCertificateContext> Hosts, SslStreamCertificateContext? Other, ImmutableHashSet<string> Refused)
{
    public bool IsEmpty => Hosts.IsEmpty && Other is null;

    public static bool AreSame(ServedCertificates before, ServedCertificates now)
        => ReferenceEquals(before.Other, now.Other) && ListenerComparison.AreEqual(before.Hosts, now.Hosts)
            && before.Refused.SetEquals(now.Refused);
}

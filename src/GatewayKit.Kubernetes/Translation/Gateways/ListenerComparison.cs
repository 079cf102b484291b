using System.Collections.Immutable;
using System.Net.Security;
using GatewayKit.Configuration.Listeners;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Compares listeners by what they contain. Certificates are equal if they are the same objects.</summary>
internal static class ListenerComparison
{
    public static bool AreEqual(GatewayListener one, GatewayListener other)
        => one with { Tls = null } == other with { Tls = null } && AreEqual(one.Tls, other.Tls);

    private static bool AreEqual(ListenerTls? one, ListenerTls? other)
        => one is null || other is null
            ? one == other
            : one.IsPassthrough == other.IsPassthrough
                && one.Certificates.AsSpan().SequenceEqual(other.Certificates.AsSpan())
                && AreEqual(one.HostCertificates, other.HostCertificates)
                && one.RefusedHosts.SetEquals(other.RefusedHosts)
                && AreEqual(one.ClientCertificates, other.ClientCertificates);

    public static bool AreEqual(
        ImmutableDictionary<string, SslStreamCertificateContext> one, ImmutableDictionary<string, SslStreamCertificateContext> other)
        => ReferenceEquals(one, other)
            || (one.Count == other.Count && one.All(pair => ReferenceEquals(other.GetValueOrDefault(pair.Key), pair.Value)));

    private static bool AreEqual(ListenerClientCertificates? one, ListenerClientCertificates? other)
        => one is null || other is null
            ? one == other
            : one.IsOptional == other.IsOptional && one.Authorities.AsSpan().SequenceEqual(other.Authorities.AsSpan());
}

using System.Net.Security;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>A certificate that an entry of <c>spec.tls</c> has for a host.</summary>
/// <param name="Host">The host; empty for all others.</param>
/// <param name="Rank">How precisely the entry has the host, 0 for exactly: the lowest rank has precedence.</param>
/// <param name="Secret">The Secret.</param>
/// <param name="Context">The certificate.</param>
internal sealed record HostCertificate(string Host, int Rank, ResourceName Secret, SslStreamCertificateContext Context);

using System.Net.Security;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>The certificate that a Gateway authenticates itself to backends with (<c>spec.tls.backend</c>). Two are equal if they have the
/// same object.</summary>
/// <param name="Name">The name of the Secret, for ids.</param>
/// <param name="Context">The certificate; null if the reference is invalid: then backends that need TLS can't be reached through the
/// Gateway.</param>
internal sealed record BackendIdentity(ResourceName Name, SslStreamCertificateContext? Context);

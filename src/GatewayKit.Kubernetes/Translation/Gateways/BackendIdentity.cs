using GatewayKit.Kubernetes.Resources;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>The certificate and key that a Gateway authenticates itself to backends with (<c>spec.tls.backend</c>).</summary>
/// <param name="Name">The name of the Secret, for ids.</param>
/// <param name="Secret">The Secret, of the type <c>kubernetes.io/tls</c> with a valid pair. Equal if it is the same object.</param>
/// <param name="IsValid">False if the reference is invalid: then backends that need TLS can't be reached through the Gateway.</param>
internal sealed record BackendIdentity(ResourceName Name, V1Secret? Secret, bool IsValid);

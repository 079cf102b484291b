using GatewayKit.Kubernetes.Translation.Gateways;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>The connections that a stream is forwarded from.</summary>
/// <param name="IsTlsEnded">Whether the gateway ends the TLS of clients: a BackendTLSPolicy applies then. Otherwise, the bytes are
/// forwarded as they are.</param>
/// <param name="Identity">The certificate of the Gateway for backends; null for none.</param>
internal sealed record StreamSource(bool IsTlsEnded, BackendIdentity? Identity)
{
    public static readonly StreamSource Unchanged = new(false, null);
}

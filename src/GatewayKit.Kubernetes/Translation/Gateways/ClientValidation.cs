using GatewayKit.Configuration.Listeners;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>The validation of clients' certificates of a port.</summary>
/// <param name="Certificates">The settings; null without validation, or if no reference is valid.</param>
/// <param name="Unresolved">The references that don't resolve.</param>
/// <param name="Rejection">Why no HTTPS listener on the port is accepted.</param>
internal sealed record ClientValidation(ListenerClientCertificates? Certificates, Problem? Unresolved, Problem? Rejection)
{
    public static readonly ClientValidation None = new(null, null, null);
}

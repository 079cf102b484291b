namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record BackendTls
{
    public ObjectReference? ClientCertificateRef { get; init; }
}

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record FrontendTlsPort
{
    public int Port { get; init; }

    public FrontendTlsConfig? Tls { get; init; }
}

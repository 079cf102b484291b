namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record FrontendTlsConfig
{
    public FrontendValidation? Validation { get; init; }
}

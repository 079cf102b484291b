namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record GatewayTls
{
    public BackendTls? Backend { get; init; }

    public FrontendTls? Frontend { get; init; }
}

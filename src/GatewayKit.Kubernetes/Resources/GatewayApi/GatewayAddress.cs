namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record GatewayAddress
{
    public string Type { get; init; } = "IPAddress";

    public string? Value { get; init; }
}

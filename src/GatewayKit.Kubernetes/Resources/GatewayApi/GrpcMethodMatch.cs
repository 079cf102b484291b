namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record GrpcMethodMatch
{
    /// <summary><c>Exact</c> or <c>RegularExpression</c>.</summary>
    public string Type { get; init; } = "Exact";

    public string? Service { get; init; }

    public string? Method { get; init; }
}

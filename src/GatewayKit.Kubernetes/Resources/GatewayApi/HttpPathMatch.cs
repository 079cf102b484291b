namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record HttpPathMatch
{
    /// <summary><c>Exact</c>, <c>PathPrefix</c> or <c>RegularExpression</c>.</summary>
    public string Type { get; init; } = "PathPrefix";

    public string Value { get; init; } = "/";
}

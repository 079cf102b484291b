namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record MirrorFraction
{
    public int Numerator { get; init; }

    public int Denominator { get; init; } = 100;
}

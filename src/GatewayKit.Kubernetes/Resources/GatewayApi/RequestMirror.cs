namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record RequestMirror
{
    public BackendReference BackendRef { get; init; } = new();

    public int? Percent { get; init; }

    public MirrorFraction? Fraction { get; init; }
}

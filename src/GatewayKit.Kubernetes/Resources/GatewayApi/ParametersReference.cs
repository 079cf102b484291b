namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record ParametersReference
{
    public string Group { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Namespace { get; init; }
}

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record ReferenceGrantFrom
{
    public string Group { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Namespace { get; init; } = "";
}

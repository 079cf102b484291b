namespace GatewayKit.Kubernetes.Resources.GatewayApi;

/// <summary>A reference to a Secret, a ConfigMap or another object.</summary>
internal sealed record ObjectReference
{
    public string Group { get; init; } = "";

    public string Kind { get; init; } = "Secret";

    public string Name { get; init; } = "";

    public string? Namespace { get; init; }
}

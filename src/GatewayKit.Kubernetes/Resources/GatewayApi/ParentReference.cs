namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record ParentReference
{
    public string Group { get; init; } = "gateway.networking.k8s.io";

    public string Kind { get; init; } = "Gateway";

    public string? Namespace { get; init; }

    public string Name { get; init; } = "";

    public string? SectionName { get; init; }

    public int? Port { get; init; }
}

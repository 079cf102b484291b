namespace GatewayKit.Kubernetes.Resources.GatewayApi;

/// <summary>The target of a policy in the policy's own namespace (GEP-713).</summary>
internal sealed record PolicyTarget
{
    public string Group { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string? SectionName { get; init; }
}

namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record ReferenceGrantTo
{
    public string Group { get; init; } = "";

    public string Kind { get; init; } = "";

    /// <summary>The name; null for every object of the kind.</summary>
    public string? Name { get; init; }
}

namespace GatewayKit.Kubernetes.Resources.Plugins;

internal sealed record NameReference
{
    public string Name { get; init; } = "";
}

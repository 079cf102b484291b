namespace GatewayKit.Kubernetes.Resources.Plugins;

internal sealed record KeyReference
{
    public string Name { get; init; } = "";

    public string Key { get; init; } = "";
}

namespace GatewayKit.Kubernetes.Resources.Plugins;

internal sealed record PluginReference
{
    public string Name { get; init; } = "";
}

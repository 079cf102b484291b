namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record AllowedListeners
{
    public NamespaceRule? Namespaces { get; init; }
}

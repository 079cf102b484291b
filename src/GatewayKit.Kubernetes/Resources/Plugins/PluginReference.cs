namespace GatewayKit.Kubernetes.Resources.Plugins;

/// <summary>A reference to a GatewayPlugin.</summary>
internal sealed record PluginReference
{
    public string Name { get; init; } = "";

    /// <summary>The namespace, which needs a ReferenceGrant; null for that of the referring resource.</summary>
    public string? Namespace { get; init; }

    /// <summary>Returns the GatewayPlugin that a resource of a namespace refers to.</summary>
    public ResourceName NameFor(string ns) => new(string.IsNullOrEmpty(Namespace) ? ns : Namespace, Name);
}

using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>Thrown when a document can't be read any further.</summary>
internal sealed class ManifestException(string message, ConfigLocation location) : Exception(message)
{
    public ConfigLocation Location { get; } = location;
}

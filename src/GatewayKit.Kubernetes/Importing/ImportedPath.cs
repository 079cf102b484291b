using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Translation.Ingresses;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>A path of an Ingress.</summary>
/// <param name="Path">The path.</param>
/// <param name="Order">The position in the Ingress.</param>
/// <param name="Redirect">The redirect of a host as a whole, in place of a backend; null for none.</param>
internal sealed record ImportedPath(IngressPath Path, int Order, PluginEntry? Redirect)
{
    /// <summary>The hosts whose requests it gets; null for any host.</summary>
    public List<string?> Hosts { get; } = [];

    public bool IsRedirect => Redirect is not null;
}

using GatewayKit.Kubernetes;

namespace GatewayKit.Cli.Commands;

/// <summary>The cluster of an explanation.</summary>
/// <param name="Manifests">The files and folders; empty for a real cluster.</param>
/// <param name="Gateway">The Gateway of the request; null for all.</param>
/// <param name="Configure">Changes the settings of the library.</param>
internal sealed record ExplainClusterSettings(IReadOnlyList<string> Manifests, string? Gateway, Action<KubernetesOptions> Configure);

namespace GatewayKit.Kubernetes.Importing;

/// <summary>A manifest of an import.</summary>
/// <param name="Name">The name of its file without a folder, such as <c>gateway.yaml</c>.</param>
/// <param name="Yaml">The resources in YAML, with comments that name their Ingresses.</param>
public sealed record ImportedManifest(string Name, string Yaml);

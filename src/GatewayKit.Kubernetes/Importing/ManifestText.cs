namespace GatewayKit.Kubernetes.Importing;

/// <summary>The text of a file with manifests: YAML with any number of documents, or JSON.</summary>
/// <param name="Name">The name in messages, such as its path.</param>
/// <param name="Text">The text.</param>
public sealed record ManifestText(string Name, string Text);

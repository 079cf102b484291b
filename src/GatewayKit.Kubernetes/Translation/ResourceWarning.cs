namespace GatewayKit.Kubernetes.Translation;

/// <summary>A warning about a resource, which becomes an event.</summary>
/// <param name="Owner">The resource.</param>
/// <param name="Reason">A word in PascalCase, such as <c>UnsupportedAnnotation</c>.</param>
/// <param name="Message">A sentence.</param>
internal sealed record ResourceWarning(ResourceOwner Owner, string Reason, string Message);

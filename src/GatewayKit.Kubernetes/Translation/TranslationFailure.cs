namespace GatewayKit.Kubernetes.Translation;

/// <summary>An unexpected exception in the translation of a resource, whose requests aren't served. It is translated again in each
/// round.</summary>
/// <param name="Owner">The resource.</param>
/// <param name="Error">The exception.</param>
internal sealed record TranslationFailure(ResourceOwner Owner, Exception Error);

namespace GatewayKit.Kubernetes.Translation;

/// <summary>Why a condition isn't as it should be.</summary>
/// <param name="Reason">The reason of the condition, such as <c>BackendNotFound</c>.</param>
/// <param name="Message">A sentence, or several.</param>
internal sealed record Problem(string Reason, string Message);

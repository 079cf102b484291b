namespace GatewayKit.Kubernetes.Keeping;

/// <summary>The line before the objects of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">The number of lines that follow, one for each object.</param>
internal sealed record CopySection(string? Kind, int Count);

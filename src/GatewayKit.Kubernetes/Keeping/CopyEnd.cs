namespace GatewayKit.Kubernetes.Keeping;

/// <summary>The last line of a copy.</summary>
/// <param name="Sha256">The hash of all lines before, in hexadecimal digits.</param>
internal sealed record CopyEnd(string? Sha256);

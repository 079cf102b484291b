namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record PathModifier
{
    /// <summary><c>ReplaceFullPath</c> or <c>ReplacePrefixMatch</c>.</summary>
    public string Type { get; init; } = "";

    public string? ReplaceFullPath { get; init; }

    public string? ReplacePrefixMatch { get; init; }
}

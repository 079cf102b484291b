namespace GatewayKit.Kubernetes.Keeping;

/// <summary>The first line of a copy.</summary>
internal sealed record CopyHeader
{
    public const string CurrentFormat = "gatewaykit-cluster-copy";
    public const int CurrentVersion = 1;

    public string Format { get; init; } = "";

    public int Version { get; init; }

    /// <summary>The hash of the API server and of the options that select resources.</summary>
    public string Cluster { get; init; } = "";

    public string? Zone { get; init; }
}

namespace GatewayKit.Kubernetes.Resources;

/// <summary>A condition of a status (<c>metav1.Condition</c>).</summary>
internal sealed record Condition
{
    public required string Type { get; init; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public required string Status { get; init; }

    public required string Reason { get; init; }

    public string Message { get; init; } = "";

    public long? ObservedGeneration { get; init; }

    /// <summary>Set by the status writer: the time when <see cref="Status"/> changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; init; }
}

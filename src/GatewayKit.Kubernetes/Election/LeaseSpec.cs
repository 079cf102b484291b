namespace GatewayKit.Kubernetes.Election;

/// <summary>The holder of a lease. The times are for readers only: clocks of several machines aren't compared.</summary>
internal sealed record LeaseSpec
{
    /// <summary>The holder; null or empty if the lease is free.</summary>
    public string? HolderIdentity { get; init; }

    public int? LeaseDurationSeconds { get; init; }

    /// <summary>The time when the holder got the lease, in microseconds.</summary>
    public string? AcquireTime { get; init; }

    /// <summary>The time when the holder renewed the lease, in microseconds.</summary>
    public string? RenewTime { get; init; }

    public int? LeaseTransitions { get; init; }
}

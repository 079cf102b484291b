namespace GatewayKit.Kubernetes.Election;

/// <summary>The settings of the election of a leader.</summary>
internal sealed record ElectionSettings
{
    /// <summary>The namespace of the lease.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the lease.</summary>
    public required string Name { get; init; }

    /// <summary>The name of this candidate, different from all others.</summary>
    public required string Identity { get; init; }

    /// <summary>The time after which the others take a lease that isn't renewed.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The time after which the leader stops if it can't renew. Shorter than <see cref="Duration"/>.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time between two attempts.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);
}

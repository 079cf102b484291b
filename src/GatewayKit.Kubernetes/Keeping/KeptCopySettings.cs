namespace GatewayKit.Kubernetes.Keeping;

/// <summary>The settings of the kept copy.</summary>
internal sealed record KeptCopySettings
{
    /// <summary>The folder; null if no copy is kept.</summary>
    public string? Folder { get; init; }

    /// <summary>A hash of everything that the copy depends on: the API server and the options that select resources.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>The age from which a copy isn't served.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The maximum size without compression, in bytes.</summary>
    public long MaxSize { get; init; } = 256 * 1024 * 1024;

    /// <summary>The time that the first lists have before the copy is served.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The time between two looks whether the API server answers.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The shortest time between a change and the write of a copy.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The time after which an unchanged copy is confirmed.</summary>
    public TimeSpan Confirmation { get; init; } = TimeSpan.FromMinutes(1);
}

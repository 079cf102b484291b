namespace GatewayKit.Kubernetes.Watching;

/// <summary>The times of watches.</summary>
internal sealed record WatchSettings
{
    public static readonly WatchSettings Default = new();

    /// <summary>The size of a page of a list.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>The time after which the server ends a watch, plus up to the same time, at random.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The time without an event or bookmark after which a watch is repeated.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The time after which a kind that the server doesn't serve is looked for again.</summary>
    public TimeSpan Missing { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time that a kind with objects can be missing before its objects count as deleted: an API server that starts
    /// doesn't serve every kind at once.</summary>
    public TimeSpan MissingGrace { get; init; } = TimeSpan.FromSeconds(45);
}

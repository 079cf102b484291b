namespace GatewayKit;

/// <summary>A limit for a consumer, and the part of it that is left.</summary>
public sealed record Allowance
{
    /// <summary>Gets the maximum amount of a period.</summary>
    public required long Limit { get; init; }

    /// <summary>Gets the name of the period, such as <c>month</c>, or its length, such as <c>1m</c>.</summary>
    public required string Period { get; init; }

    /// <summary>Gets the keys that requests are counted by, such as <c>consumer</c>.</summary>
    public required string By { get; init; }

    /// <summary>Gets the amount that is left; <c>null</c> if it depends on more of a request than its consumer.</summary>
    public long? Remaining { get; init; }

    /// <summary>Gets the time after which the whole limit is available again; <c>null</c> if <see cref="Remaining"/> is.</summary>
    public TimeSpan? Reset { get; init; }

    /// <summary>Gets whether only the requests of this node are counted, because each node has its own counters.</summary>
    public bool IsOfNode { get; init; }
}

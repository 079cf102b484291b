namespace GatewayKit.Plugins.Cache.Shared;

/// <summary>Everything about a response in the shared store except its body. Times are ticks.</summary>
internal sealed record SharedHead
{
    public required string Key { get; init; }

    public required string Route { get; init; }

    public string? Cluster { get; init; }

    public string VaryBy { get; init; } = "";

    /// <summary>The names of the fields that select a response.</summary>
    public string[] VaryNames { get; init; } = [];

    public string?[] VaryValues { get; init; } = [];

    /// <summary>The status; 0 if there is a response for each selection, under a key of its own.</summary>
    public int Status { get; init; }

    /// <summary>The generation of the URI: each change by an unsafe request starts another one.</summary>
    public string Generation { get; init; } = "";

    /// <summary>The purges that the response has already seen.</summary>
    public string Purges { get; init; } = "";

    public string? ContentType { get; init; }

    /// <summary>The names and values of the headers in turn.</summary>
    public string[] Headers { get; init; } = [];

    public string[] Tags { get; init; } = [];

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>The time of <c>Date</c>, in UTC.</summary>
    public long Date { get; init; }

    /// <summary>The time of the receipt, in UTC.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>The time of the write, in UTC.</summary>
    public long WrittenAt { get; init; }

    public long InitialAge { get; init; }

    public long Lifetime { get; init; }

    public long WhileRevalidate { get; init; }

    public long IfError { get; init; }

    public bool IsStrict { get; init; }

    public bool ForbidsStale { get; init; }
}

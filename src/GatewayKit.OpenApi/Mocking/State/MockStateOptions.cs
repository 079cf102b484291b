namespace GatewayKit.OpenApi.Mocking.State;

/// <summary>How a stateful mock begins, and how much it may hold.</summary>
public sealed record MockStateOptions
{
    /// <summary>What generated ids depend on: the same seed makes the same ones. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>How many items are made for a collection that the document gives no examples of: 0 to 100, default 3.</summary>
    public int GeneratedItems { get; init; } = 3;

    /// <summary>How many items a page has where the client doesn't say and the document has no default: 1 to 10,000, default 100. A list
    /// whose operation declares no paging is always whole.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>How many sandboxes are held besides that of anonymous callers; beyond that, the one that was used the longest ago begins
    /// anew. 1 to 1,000,000, default 1,000.</summary>
    public int MaxSandboxes { get; init; } = 1_000;

    /// <summary>How many items one collection of a sandbox may have, at least 1, default 1,000. Beyond that, creating answers 507.</summary>
    public int MaxItems { get; init; } = 1_000;

    /// <summary>How many bytes of JSON one item may have, at least 256, default 64 KB. A change that needs more answers 413.</summary>
    public int MaxItemBytes { get; init; } = 64 * 1024;

    /// <summary>How many bytes of memory one sandbox may hold, about, default 8 MB. A change that needs more answers 507.</summary>
    public long MaxSandboxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How many bytes of memory all sandboxes may hold, about, default 64 MB; beyond that, those that were used the longest ago
    /// begin anew.</summary>
    public long MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The clock that fills what servers fill, such as <c>createdAt</c>. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

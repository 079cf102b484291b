namespace GatewayKit.OpenApi.Mocking.State;

/// <summary>The initial state and the limits of a stateful mock.</summary>
public sealed record MockStateOptions
{
    /// <summary>The seed of generated ids: the same seed produces the same ids. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>The number of items to generate for a collection without examples in the document: 0 to 100, default 3.</summary>
    public int GeneratedItems { get; init; } = 3;

    /// <summary>The number of items per page if neither the client nor the document specifies it: 1 to 10,000, default 100. A list whose
    /// operation doesn't declare paging is always complete.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>The maximum number of sandboxes besides that of anonymous callers: 1 to 1,000,000, default 1,000. Beyond that, the least
    /// recently used one is reset.</summary>
    public int MaxSandboxes { get; init; } = 1_000;

    /// <summary>The maximum number of items in one collection of a sandbox, at least 1, default 1,000. Beyond that, creating an item
    /// returns 507.</summary>
    public int MaxItems { get; init; } = 1_000;

    /// <summary>The maximum size of one item in bytes of JSON, at least 256, default 64 KB. A larger item returns 413.</summary>
    public int MaxItemBytes { get; init; } = 64 * 1024;

    /// <summary>The approximate maximum memory of one sandbox in bytes, default 8 MB. A change that needs more returns 507.</summary>
    public long MaxSandboxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>The approximate maximum memory of all sandboxes in bytes, default 64 MB. Beyond that, the least recently used ones are
    /// reset.</summary>
    public long MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The clock for members that servers set, such as <c>createdAt</c>. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

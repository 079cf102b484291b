namespace GatewayKit.Pipeline;

/// <summary>The place of an exchange below that of a client. A feature of each subrequest.</summary>
/// <param name="depth">The number of exchanges above.</param>
/// <param name="count">The subrequests of the client's request.</param>
internal sealed class SubrequestLineage(int depth, SubrequestCount count)
{
    /// <summary>The maximum number of exchanges above a subrequest.</summary>
    public const int MaxDepth = 8;

    /// <summary>Returns the place of the next subrequest of this exchange; null if there is none left.</summary>
    public SubrequestLineage? Next() => depth < MaxDepth && count.TryAdd() ? new(depth + 1, count) : null;
}

namespace GatewayKit.Store;

/// <summary>
/// The usage statistics of all nodes that share the store. <c>UseStore</c> registers it; it is safe for concurrent use. Any call throws a
/// <see cref="StoreUnavailableException"/> while the database doesn't answer.
/// </summary>
public interface IGatewayStatistics
{
    /// <summary>Returns sums and latencies. Counts are exact; they have the requests that nodes have written, so those of the last <see
    /// cref="StoreStatisticsOptions.WriteInterval"/> may be missing. A node runs two queries at the same time; others wait.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="ArgumentException">The time is invalid, or the query has more than <see cref="StatisticsQuery.MaximumPoints"/>
    /// intervals or points, or takes longer than a minute.</exception>
    Task<StatisticsResult> QueryAsync(StatisticsQuery query, CancellationToken cancellation = default);

    /// <summary>Writes what this node has counted until now, instead of at the end of the interval.</summary>
    /// <param name="cancellation">Cancels the call; the requests are written later.</param>
    Task FlushAsync(CancellationToken cancellation = default);
}

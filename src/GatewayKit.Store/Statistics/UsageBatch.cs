using GatewayKit.Store.Database.Rows;

namespace GatewayKit.Store.Statistics;

/// <summary>Sums that are written in one transaction.</summary>
/// <param name="seconds">The length of the interval.</param>
/// <param name="start">The start of the interval.</param>
/// <param name="rows">The sums.</param>
internal sealed class UsageBatch(int seconds, DateTime start, UsageRow[] rows)
{
    /// <summary>The maximum number of sums.</summary>
    public const int MaximumRows = 2_000;

    public int Seconds => seconds;

    public DateTime Start => start;

    public IReadOnlyList<UsageRow> Rows => rows;

    /// <summary>The number of the batch, from the first attempt to write it on; then the batch can't change any more, because it isn't
    /// known whether it was written. Before, 0.</summary>
    public long Sequence { get; set; }

    public long Requests => rows.Sum(row => row.Count);

    /// <summary>Splits sums into batches.</summary>
    public static IEnumerable<UsageBatch> Of(int seconds, DateTime start, IEnumerable<UsageRow> rows)
        => rows.Chunk(MaximumRows).Select(chunk => new UsageBatch(seconds, start, chunk));
}

using GatewayKit.Store.Database;
using GatewayKit.Store.Database.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Store.Statistics;

/// <summary>
/// Reads statistics. Minutes are the sums that nodes have written; hours are those that were rolled up, and the sums of the last
/// batches, which weren't yet. Both are read by one statement, so a roll-up at the same time changes nothing.
/// </summary>
internal sealed class GatewayStatistics(StoreDatabase database, IServiceProvider services) : IGatewayStatistics
{
    private const int MaximumRows = 1_000_000;

    public Task<StatisticsResult> QueryAsync(StatisticsQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var range = StatisticsRange.Of(query);
        return database.RunAsync(context => ReadAsync(context, query, range, cancellation), cancellation);
    }

    public Task FlushAsync(CancellationToken cancellation = default)
        => services.GetService<UsageRecorder>()?.FlushAsync(cancellation) ?? Task.CompletedTask;

    private static async Task<StatisticsResult> ReadAsync(
        StoreContext context, StatisticsQuery query, StatisticsRange range, CancellationToken cancellation)
    {
        var points = new StatisticsPoints(query, range);
        var read = 0;
        await foreach (var row in Rows(context, query, range).AsAsyncEnumerable().WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (++read > MaximumRows)
                throw new ArgumentException("The query reads more than a million rows. Use a shorter time, a route or a consumer.");
            points.Add(row);
        }

        return new StatisticsResult { From = range.From, To = range.To, Points = points.Create() };
    }

    private static IQueryable<StatisticsRow> Rows(StoreContext context, StatisticsQuery query, StatisticsRange range)
    {
        var usage = Filter(context.Usage.AsNoTracking(), query, range);
        if (query.Interval == StatisticsInterval.Minute)
            return Select(usage.Where(row => row.Seconds == UsageTimes.Minute));

        // A join from the few writers finds their last batches by the key, however many minutes there are.
        var added = context.UsageWriters.Where(writer => writer.Rolled < writer.Sequence)
            .SelectMany(writer => usage.Where(row => row.Writer == writer.Id && row.Sequence > writer.Rolled));
        return Select(Filter(context.UsageHours.AsNoTracking(), query, range)).Concat(Select(added));
    }

    private static IQueryable<T> Filter<T>(IQueryable<T> rows, StatisticsQuery query, StatisticsRange range)
        where T : UsageSums
    {
        rows = rows.Where(row => row.Start >= range.From && row.Start < range.To);
        if (query.Route is { } id && UsageNames.Of(id) is var route)
            rows = rows.Where(row => row.Route == route);
        if (query.Consumer is { } name && UsageNames.Of(name) is var consumer)
            rows = rows.Where(row => row.Consumer == consumer);
        return query.StatusClass is { } statusClass ? rows.Where(row => row.StatusClass == statusClass) : rows;
    }

    private static IQueryable<StatisticsRow> Select<T>(IQueryable<T> rows)
        where T : UsageSums
        => rows.Select(row => new StatisticsRow
        {
            Start = row.Start,
            Route = row.Route,
            Consumer = row.Consumer,
            StatusClass = row.StatusClass,
            Count = row.Count,
            RequestBytes = row.RequestBytes,
            ResponseBytes = row.ResponseBytes,
            Duration = row.Duration,
            Latency = row.Latency,
        });
}

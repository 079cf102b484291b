using GatewayKit.Store.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Store.Statistics;

/// <summary>
/// Reads statistics: the database adds up the numbers, and then the sketches of the latencies are read one by one and added up here. Both
/// see the same state of the database. Nothing limits the number of rows; a query has a number of points, a time, and a turn.
/// </summary>
internal sealed class GatewayStatistics(StoreDatabase database, IServiceProvider services, TimeProvider time)
    : IGatewayStatistics, IDisposable
{
    /// <summary>The maximum number of queries at the same time: those of a file occupy a thread.</summary>
    private const int MaximumQueries = 2;

    /// <summary>The maximum time of a query.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turns = new(MaximumQueries, MaximumQueries);

    public Task<StatisticsResult> QueryAsync(StatisticsQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return QueryAsync(query, StatisticsRange.Of(query), cancellation);
    }

    public Task FlushAsync(CancellationToken cancellation = default)
        => services.GetService<UsageRecorder>()?.FlushAsync(cancellation) ?? Task.CompletedTask;

    public void Dispose() => _turns.Dispose();

    private async Task<StatisticsResult> QueryAsync(StatisticsQuery query, StatisticsRange range, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await database.RunAsync(context => BoundAsync(context, query, range, cancellation), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task<StatisticsResult> BoundAsync(
        StoreContext context, StatisticsQuery query, StatisticsRange range, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(s_longest, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            // The time of the query ends it, not that of a single command.
            context.Database.SetCommandTimeout(s_longest * 2);
            await context.Database.OpenConnectionAsync(end.Token).ConfigureAwait(false);
            using var interruption = database.Provider.InterruptBy(context, end.Token);
            return await ReadAsync(context, query, range, end.Token).ConfigureAwait(false);
        }
        catch (Exception) when (end.IsCancellationRequested)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new ArgumentException(FormattableString.Invariant(
                $"The query takes longer than {s_longest.TotalSeconds} s. Use a shorter time, a route or a consumer, or no latencies."));
        }
    }

    private async Task<StatisticsResult> ReadAsync(
        StoreContext context, StatisticsQuery query, StatisticsRange range, CancellationToken cancellation)
    {
        var points = new StatisticsPoints(query, range);
        var snapshot = await database.Provider.BeginSnapshotAsync(context, cancellation).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            var sums = StatisticsRows.Sums(context, query, range).AsAsyncEnumerable();
            await foreach (var sum in sums.WithCancellation(cancellation).ConfigureAwait(false))
                points.Add(sum);

            // Too many points are rejected before the first sketch is read.
            var latencies = StatisticsRows.Latencies(context, query, range).AsAsyncEnumerable();
            if (query.IncludesLatencies)
            {
                await foreach (var latency in latencies.WithCancellation(cancellation).ConfigureAwait(false))
                    points.Add(latency);
            }
        }

        return new StatisticsResult { From = range.From, To = range.To, Points = points.Create() };
    }
}

using GatewayKit.Portal.Database.Rows;
using GatewayKit.Statistics;
using GatewayKit.Store;
using GatewayKit.Store.Statistics;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Portal.Usage;

/// <summary>The last uses of keys, which the statistics of all nodes with accounts count.</summary>
internal sealed class KeyUses(
    IGatewayStatistics statistics, UsageCollector usage, StoreOptions store, TimeProvider time) : IHostedService
{
    /// <summary>The time before which a use isn't looked for.</summary>
    private static readonly TimeSpan s_range = TimeSpan.FromDays(90);

    /// <summary>The time after which the page is shown without uses.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Lets the statistics of this node count uses.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        usage.CountsCredentials = store.Statistics.IsEnabled;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reads the start of the minute or the hour in which each key of an application was last used, without what nodes haven't
    /// written yet.</summary>
    /// <returns>The times by the ids of the keys that were used; null if the statistics are off, have more uses than they count
    /// separately, or can't be read.</returns>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>?> ReadAsync(ApplicationRow application, CancellationToken cancellation)
    {
        if (!store.Statistics.IsEnabled)
            return null;

        var now = time.GetUtcNow();
        var query = new StatisticsQuery
        {
            From = now - (store.Statistics.KeepHours < s_range ? store.Statistics.KeepHours : s_range),
            To = now,
            Interval = StatisticsInterval.Total,
            By = StatisticsGrouping.Consumer,
            Routes = [UsageCredentials.NameOf(application.Consumer), UsageCredentials.NameOf(UsageCollector.Other)],
            Subject = StatisticsSubject.Credentials,
            IncludesLatencies = false,
        };
        using var limit = new CancellationTokenSource(s_patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var points = (await statistics.QueryAsync(query, end.Token).ConfigureAwait(false)).Points;
            return points.Any(point => point.Consumer == UsageCollector.Other) ? null
                : points.ToDictionary(point => point.Consumer!, point => point.Last, StringComparer.Ordinal);
        }
        catch (Exception error) when (error is ArgumentException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            // The query took too long. The keys can be revoked nevertheless.
            return null;
        }
    }
}

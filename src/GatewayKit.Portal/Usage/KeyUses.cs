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
    /// <summary>Lets the statistics of this node count uses.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        usage.CountsCredentials = store.Statistics.IsEnabled;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reads the start of the minute or the hour in which each key of an application was last used, without what nodes haven't
    /// written yet.</summary>
    /// <returns>The times by the ids of the keys that were used; null if the statistics are off.</returns>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>?> ReadAsync(ApplicationRow application, CancellationToken cancellation)
    {
        if (!store.Statistics.IsEnabled)
            return null;

        var now = time.GetUtcNow();
        var result = await statistics.QueryAsync(
            new StatisticsQuery
            {
                From = now - store.Statistics.KeepHours,
                To = now,
                Interval = StatisticsInterval.Total,
                By = StatisticsGrouping.Consumer,
                Route = UsageCredentials.NameOf(application.Consumer),
                Subject = StatisticsSubject.Credentials,
                IncludesLatencies = false,
            },
            cancellation).ConfigureAwait(false);
        return result.Points.ToDictionary(point => point.Consumer!, point => point.Last, StringComparer.Ordinal);
    }
}

using GatewayKit.Store.Database;
using GatewayKit.Store.Database.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Store.Statistics;

/// <summary>
/// Adds batches to the sums of their hours, and removes what is older than it is kept. Any node can do it at any time: a transaction adds
/// some batches of one writer, and sets the number of the last one, while the hours are locked. So each batch is added once.
/// </summary>
internal sealed partial class UsageRollup(
    StoreDatabase database, StoreOptions options, IUsageClock clock, TimeProvider time, ILogger<UsageRollup> logger)
{
    /// <summary>The maximum number of batches in a transaction.</summary>
    private const int Batches = 30;

    /// <summary>The time after which a writer that writes no more is forgotten.</summary>
    private static readonly TimeSpan s_writerAge = TimeSpan.FromDays(90);

    /// <summary>The maximum difference between the clocks of the node and the database. Beyond, one of them is wrong.</summary>
    private static readonly TimeSpan s_maximumDifference = TimeSpan.FromMinutes(5);

    private readonly ILogger _logger = logger;
    private bool _isClockWrong;

    /// <summary>Adds all batches, also those of the current hour, so that a query reads few minutes.</summary>
    /// <returns>Whether it was done; false if another node does it just now.</returns>
    /// <exception cref="StoreUnavailableException">The database doesn't answer.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        bool? hasMore;
        do
            hasMore = await LockedAsync(AddAsync, cancellation).ConfigureAwait(false);
        while (hasMore == true);

        return hasMore is not null && await LockedAsync(RemoveOldAsync, cancellation).ConfigureAwait(false) is not null;
    }

    /// <returns>The result of the action; null if another node has the lock.</returns>
    private Task<bool?> LockedAsync(Func<StoreContext, CancellationToken, Task<bool>> action, CancellationToken cancellation)
        => database.RunAsync(
            async context =>
            {
                var transaction = await context.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    if (!await database.Provider.TryLockHoursAsync(context, cancellation).ConfigureAwait(false))
                        return (bool?)null;
                    if (!await action(context, cancellation).ConfigureAwait(false))
                        return false;

                    await context.SaveChangesAsync(cancellation).ConfigureAwait(false);
                    await transaction.CommitAsync(cancellation).ConfigureAwait(false);
                    return true;
                }
            },
            cancellation);

    private async Task<bool> AddAsync(StoreContext context, CancellationToken cancellation)
    {
        var writers = await context.UsageWriters.AsNoTracking().Where(writer => writer.Sequence > writer.Rolled).OrderBy(w => w.Id)
            .ToListAsync(cancellation).ConfigureAwait(false);
        foreach (var writer in writers)
        {
            var rows = context.Usage.Where(row => row.Writer == writer.Id && row.Sequence > writer.Rolled);
            var last = Math.Min(writer.Rolled + Batches, writer.Sequence);
            var added = rows.Where(row => row.Sequence <= last);
            await AddAsync(context, await added.AsNoTracking().ToListAsync(cancellation).ConfigureAwait(false), cancellation)
                .ConfigureAwait(false);

            // Minutes are kept for a while; an hour that a node wrote after an outage is now part of the sums.
            await added.Where(row => row.Seconds == UsageTimes.Hour).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
            await context.UsageWriters.Where(w => w.Id == writer.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(w => w.Rolled, last), cancellation).ConfigureAwait(false);
            return true;
        }

        return false;
    }

    private static async Task AddAsync(StoreContext context, List<UsageRow> rows, CancellationToken cancellation)
    {
        foreach (var ofHour in rows.GroupBy(row => UsageTimes.HourOf(row.Start)))
        {
            var start = ofHour.Key;
            var hours = await context.UsageHours.Where(hour => hour.Start == start)
                .ToDictionaryAsync(hour => (hour.Route, hour.Consumer, hour.StatusClass), cancellation).ConfigureAwait(false);
            foreach (var series in ofHour.GroupBy(row => (row.Route, row.Consumer, row.StatusClass)))
            {
                if (hours.TryGetValue(series.Key, out var known))
                {
                    known.Add(series);
                    continue;
                }

                var added = Hour(start, series.First());
                added.Add(series.Skip(1));
                context.Add(added);
            }
        }
    }

    private static UsageHourRow Hour(DateTime start, UsageRow row) => new()
    {
        Start = start,
        Route = row.Route,
        Consumer = row.Consumer,
        StatusClass = row.StatusClass,
        Count = row.Count,
        RequestBytes = row.RequestBytes,
        ResponseBytes = row.ResponseBytes,
        Duration = row.Duration,
        Latency = row.Latency,
    };

    private async Task<bool> RemoveOldAsync(StoreContext context, CancellationToken cancellation)
    {
        var now = await clock.NowAsync(context, cancellation).ConfigureAwait(false);
        if (!AgreesOn(now))
            return true;

        var (minute, hour, seen) = (now - options.Statistics.KeepMinutes, now - options.Statistics.KeepHours, now - s_writerAge);
        await context.Usage
            .Where(row => row.Start < minute && context.UsageWriters.Any(w => w.Id == row.Writer && w.Rolled >= row.Sequence))
            .ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await context.UsageHours.Where(row => row.Start < hour).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        await context.UsageWriters
            .Where(writer => writer.Time < seen && writer.Rolled == writer.Sequence && !context.Usage.Any(row => row.Writer == writer.Id))
            .ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>Returns whether the clock of the node agrees with that of the database.</summary>
    private bool AgreesOn(DateTime now)
    {
        var local = time.GetUtcNow().UtcDateTime;
        var isWrong = (local - now).Duration() > s_maximumDifference;
        if (isWrong && !_isClockWrong)
            LogClock(local, database.Provider.DisplayName, now);
        _isClockWrong = isWrong;
        return !isWrong;
    }

    [LoggerMessage(1, LogLevel.Warning,
        "The clock of this node ({Local:u}) differs from that of the store '{Store}' ({Time:u}). This node removes no old statistics.")]
    private partial void LogClock(DateTime local, string store, DateTime time);
}

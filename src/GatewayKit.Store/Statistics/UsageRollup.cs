using GatewayKit.Store.Database;
using GatewayKit.Store.Database.Rows;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Statistics;

/// <summary>
/// Adds batches to the sums of their hours, and removes what is older than it is kept. Any node can do it at any time: a transaction adds
/// some batches of one writer, and sets the number of the last one, while the hours are locked. So each batch is added once.
/// </summary>
internal sealed class UsageRollup(StoreDatabase database, StoreOptions options, TimeProvider time)
{
    /// <summary>The maximum number of batches in a transaction.</summary>
    private const int Batches = 30;

    /// <summary>The time after which a writer that writes no more is forgotten.</summary>
    private static readonly TimeSpan s_writerAge = TimeSpan.FromDays(90);

    /// <summary>Adds the batches of all hours that have ended.</summary>
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
        var hour = UsageTimes.HourOf(time.GetUtcNow().UtcDateTime);
        var writers = await context.UsageWriters.AsNoTracking().Where(writer => writer.Sequence > writer.Rolled).OrderBy(w => w.Id)
            .ToListAsync(cancellation).ConfigureAwait(false);
        foreach (var writer in writers)
        {
            var rows = context.Usage.Where(row => row.Writer == writer.Id && row.Sequence > writer.Rolled);

            // A batch of the current hour ends the list: each hour is changed as rarely as possible.
            var open = await rows.Where(row => row.Start >= hour).MinAsync(row => (long?)row.Sequence, cancellation).ConfigureAwait(false);
            var last = Math.Min(writer.Rolled + Batches, open - 1 ?? writer.Sequence);
            if (last <= writer.Rolled)
                continue;

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
            foreach (var row in ofHour)
            {
                var key = (row.Route, row.Consumer, row.StatusClass);
                if (hours.TryGetValue(key, out var known))
                {
                    known.Add(row);
                    continue;
                }

                var added = Hour(start, row);
                context.Add(added);
                hours.Add(key, added);
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
        var now = time.GetUtcNow().UtcDateTime;
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
}

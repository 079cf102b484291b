using System.Buffers.Binary;
using System.Security.Cryptography;
using GatewayKit.Store.Database;
using GatewayKit.Store.Database.Rows;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Statistics;

/// <summary>
/// Writes the batches of this run of the node, one after the other. The number of the last one is written in the same transaction, so a
/// batch that is written again after an unknown outcome isn't counted twice.
/// </summary>
internal sealed class UsageWriter(StoreDatabase database, StoreOptions options, IUsageClock clock)
{
    /// <summary>The id of the run: random, so that two nodes with the same name don't share it.</summary>
    public long Id { get; } = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;

    /// <summary>Writes a batch, unless it was written before.</summary>
    /// <exception cref="StoreUnavailableException">The database doesn't answer; it isn't known whether the batch was written.</exception>
    public Task WriteAsync(UsageBatch batch, CancellationToken cancellation) => database.RunAsync(
        async context =>
        {
            var transaction = await context.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var now = await clock.NowAsync(context, cancellation).ConfigureAwait(false);
                if (!await AdvanceAsync(context, batch.Sequence, now, cancellation).ConfigureAwait(false))
                    return false;

                var rows = UntilNow(batch, now);
                for (var i = 0; i < rows.Count; i++)
                    (rows[i].Writer, rows[i].Sequence, rows[i].Ordinal) = (Id, batch.Sequence, i);
                context.AddRange(rows);
                await context.SaveChangesAsync(cancellation).ConfigureAwait(false);
                await transaction.CommitAsync(cancellation).ConfigureAwait(false);
                return true;
            }
        },
        cancellation);

    /// <summary>Returns the sums of a batch. Those of a node whose clock is ahead belong to the current interval of the database.</summary>
    private static IReadOnlyList<UsageRow> UntilNow(UsageBatch batch, DateTime now)
        => batch.Start <= now
            ? batch.Rows
            : [.. batch.Rows.Select(row => row.At(batch.Seconds, UsageTimes.Floor(now, TimeSpan.FromSeconds(batch.Seconds))))];

    /// <summary>Sets the number of the last batch. If an earlier attempt is still running in the database, this waits for its end. In a
    /// database that was restored from a backup, the number can be lower than that of the batch before.</summary>
    private async Task<bool> AdvanceAsync(StoreContext context, long sequence, DateTime now, CancellationToken cancellation)
    {
        var advanced = await context.UsageWriters.Where(writer => writer.Id == Id && writer.Sequence < sequence)
            .ExecuteUpdateAsync(
                set => set.SetProperty(writer => writer.Sequence, sequence).SetProperty(writer => writer.Time, now), cancellation)
            .ConfigureAwait(false);
        if (advanced > 0)
            return true;
        if (await context.UsageWriters.AnyAsync(writer => writer.Id == Id, cancellation).ConfigureAwait(false))
            return false;

        context.Add(new UsageWriterRow { Id = Id, Node = options.NodeName, Sequence = sequence, Time = now });
        return true;
    }
}

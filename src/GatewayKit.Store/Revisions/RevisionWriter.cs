using System.Collections.Immutable;
using System.Text.Json;
using GatewayKit.Store.Database;
using GatewayKit.Store.Database.Rows;
using GatewayKit.Store.Secrets;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Revisions;

/// <summary>Writes a revision in one transaction.</summary>
internal sealed class RevisionWriter(StoreDatabase database, StoreCipher cipher, TimeProvider time)
{
    /// <summary>Writes the changes from one content to the next one.</summary>
    /// <returns>The number of the revision; null if another writer has written one since <paramref name="before"/> was read.</returns>
    public Task<long?> WriteAsync(
        StoreContent before, StoreContent next, IEnumerable<StoreChange> changes, string author, string message,
        CancellationToken cancellation)
    {
        var number = before.Revision + 1;

        // Before the transaction, because encryption may write a new key.
        var rows = changes.Select(change => Row(number, before, next, change)).ToArray();
        return database.RunAsync(
            async context =>
            {
                var transaction = await context.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    await database.Provider.LockAsync(context, cancellation).ConfigureAwait(false);
                    if (await StoreContents.HeadAsync(context, cancellation).ConfigureAwait(false) != before.Revision)
                        return (long?)null;

                    var now = time.GetUtcNow().UtcDateTime;
                    context.Add(new RevisionRow { Number = number, Time = now, Author = author, Message = message });
                    context.AddRange(rows);
                    await context.SaveChangesAsync(cancellation).ConfigureAwait(false);
                    await database.Provider.NotifyAsync(context, cancellation).ConfigureAwait(false);
                    await transaction.CommitAsync(cancellation).ConfigureAwait(false);
                    return number;
                }
            },
            cancellation);
    }

    private ChangeRow Row(long number, StoreContent before, StoreContent next, StoreChange change)
    {
        var entry = next.Find(change.Key);
        return new ChangeRow
        {
            Revision = number,
            Key = change.Key.Normalized,
            Kind = change.Key.Kind,
            Id = change.Key.Id,
            Previous = before.Find(change.Key)?.Version ?? 0,
            Content = entry is null ? null : cipher.Encrypt(change.Key.Normalized, entry.Content),
            Labels = JsonSerializer.Serialize(entry?.Labels ?? ImmutableSortedDictionary<string, string>.Empty),
            Secrets = entry is { Secrets.IsEmpty: false } ? JsonSerializer.Serialize(entry.Secrets) : null,
            Position = entry?.Position ?? 0,
        };
    }
}

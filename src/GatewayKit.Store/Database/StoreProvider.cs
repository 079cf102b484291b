using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GatewayKit.Store.Database;

/// <summary>The differences between the databases.</summary>
internal abstract class StoreProvider
{
    /// <summary>The channel of notifications, and the name of the lock.</summary>
    protected const string Channel = "gatewaykit_store";

    /// <summary>The default interval at which the database is asked for a new revision.</summary>
    public abstract TimeSpan PollInterval { get; }

    /// <summary>The default file of the last valid revision.</summary>
    public abstract string CopyPath { get; }

    /// <summary>The name of the database in messages, without secrets.</summary>
    public abstract string DisplayName { get; }

    /// <summary>Chooses the database that a text names.</summary>
    /// <param name="store">A file of SQLite, or a connection string of PostgreSQL.</param>
    /// <param name="root">The folder of relative paths.</param>
    /// <param name="timeout">The maximum time of a command.</param>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public static StoreProvider Create(string store, string root, TimeSpan timeout)
    {
        if (store.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
            || store.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                "A store in PostgreSQL is a connection string such as Host=db;Database=gateway;Username=..., not a URL.");
        }

        return HasHost(store) ? new PostgresProvider(store, root, timeout) : new SqliteProvider(Path.GetFullPath(store, root), timeout);
    }

    /// <param name="options">The options of a context.</param>
    /// <param name="history">The table of the migrations of the context.</param>
    public abstract void Configure(DbContextOptionsBuilder options, string history);

    /// <summary>Runs an action while no other node migrates the database.</summary>
    public abstract Task MigrateAloneAsync(DbContext context, Func<Task> migrate, CancellationToken cancellation);

    /// <summary>Lets no other writer write until the transaction ends.</summary>
    public virtual Task LockAsync(StoreContext context, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Lets no other node change the hours of the statistics until the transaction ends.</summary>
    /// <returns>Whether this node may; false if another one does just now.</returns>
    public virtual Task<bool> TryLockHoursAsync(StoreContext context, CancellationToken cancellation) => Task.FromResult(true);

    /// <summary>Lets no other node remove old revisions until the transaction ends.</summary>
    /// <returns>Whether this node may; false if another one does just now.</returns>
    public virtual Task<bool> TryLockHistoryAsync(StoreContext context, CancellationToken cancellation) => Task.FromResult(true);

    /// <summary>Returns the time of the database, in UTC. A file has the clock of its machine.</summary>
    public virtual Task<DateTime> NowAsync(StoreContext context, TimeProvider time, CancellationToken cancellation)
        => Task.FromResult(time.GetUtcNow().UtcDateTime);

    /// <summary>Begins a transaction whose statements all see the same state of the database, and which only reads.</summary>
    public abstract Task<IDbContextTransaction> BeginSnapshotAsync(StoreContext context, CancellationToken cancellation);

    /// <summary>Interrupts the statement that the open connection runs, if its driver doesn't do that by itself.</summary>
    /// <returns>Ends the observation of the token.</returns>
    public virtual CancellationTokenRegistration InterruptBy(StoreContext context, CancellationToken cancellation) => default;

    /// <summary>Notifies the other nodes when the transaction is committed.</summary>
    public virtual Task NotifyAsync(StoreContext context, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Waits for notifications until the connection fails.</summary>
    /// <param name="notified">Called when the wait begins, and for each notification.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public virtual Task ListenAsync(Action notified, CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);

    private static bool HasHost(string store)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = store };
            return parts.ContainsKey("Host") || parts.ContainsKey("Server");
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace GatewayKit.Store.Database;

/// <summary>A PostgreSQL database that several nodes share.</summary>
internal sealed class PostgresProvider : StoreProvider
{
    /// <summary>The advisory locks of writers, of migrations, of the hours of the statistics, and of the history.</summary>
    private const string WriterLock = "SELECT pg_advisory_xact_lock(5140660338098982738)";
    private const string MigrationLock = "SELECT pg_advisory_lock(5140660295149309778)";
    private const string HoursLock = "SELECT pg_try_advisory_xact_lock(5140660321464831827) AS \"Value\"";
    private const string HistoryLock = "SELECT pg_try_advisory_xact_lock(5140660321581360473) AS \"Value\"";
    private const string Now = "SELECT clock_timestamp() AS \"Value\"";
    private const string Notify = $"SELECT pg_notify('{Channel}', '')";
    private const string Listen = $"LISTEN {Channel}";

    private readonly NpgsqlConnectionStringBuilder _connection;
    private readonly string _root;

    /// <exception cref="ArgumentException">The connection string is invalid.</exception>
    public PostgresProvider(string connection, string root, TimeSpan timeout)
    {
        _root = root;
        _connection = new NpgsqlConnectionStringBuilder(connection);
        var seconds = (int)Math.Ceiling(timeout.TotalSeconds);
        var given = new DbConnectionStringBuilder { ConnectionString = connection };
        if (!given.ContainsKey("Timeout"))
            _connection.Timeout = seconds;
        if (!given.ContainsKey("Command Timeout") && !given.ContainsKey("CommandTimeout"))
            _connection.CommandTimeout = seconds;
        _connection.ApplicationName ??= "gatewaykit";
    }

    public override TimeSpan PollInterval => TimeSpan.FromSeconds(1);

    public override string CopyPath => Path.Combine(_root, $"{_connection.Database ?? "gatewaykit-store"}.last-good");

    public override string DisplayName => $"{_connection.Host}:{_connection.Port}/{_connection.Database}";

    public override void Configure(DbContextOptionsBuilder options, string history)
        => options.UseNpgsql(_connection.ConnectionString, npgsql => npgsql.MigrationsHistoryTable(history));

    public override async Task MigrateAloneAsync(DbContext context, Func<Task> migrate, CancellationToken cancellation)
    {
        // Closing a pooled connection keeps its locks until it is used again.
        var own = OwnConnection();
        await using (own.ConfigureAwait(false))
        {
            await own.OpenAsync(cancellation).ConfigureAwait(false);
            var take = new NpgsqlCommand(MigrationLock, own);
            await using (take.ConfigureAwait(false))
                await take.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            await migrate().ConfigureAwait(false);
        }
    }

    public override Task LockAsync(StoreContext context, CancellationToken cancellation)
        => context.Database.ExecuteSqlRawAsync(WriterLock, cancellation);

    public override Task<bool> TryLockHoursAsync(StoreContext context, CancellationToken cancellation)
        => context.Database.SqlQueryRaw<bool>(HoursLock).SingleAsync(cancellation);

    public override Task<bool> TryLockHistoryAsync(StoreContext context, CancellationToken cancellation)
        => context.Database.SqlQueryRaw<bool>(HistoryLock).SingleAsync(cancellation);

    public override Task<DateTime> NowAsync(StoreContext context, TimeProvider time, CancellationToken cancellation)
        => context.Database.SqlQueryRaw<DateTime>(Now).SingleAsync(cancellation);

    public override Task<IDbContextTransaction> BeginSnapshotAsync(StoreContext context, CancellationToken cancellation)
        => context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    public override Task NotifyAsync(StoreContext context, CancellationToken cancellation)
        => context.Database.ExecuteSqlRawAsync(Notify, cancellation);

    public override async Task ListenAsync(Action notified, CancellationToken cancellation)
    {
        var own = OwnConnection();
        await using (own.ConfigureAwait(false))
        {
            own.Notification += (_, _) => notified();
            await own.OpenAsync(cancellation).ConfigureAwait(false);
            var listen = new NpgsqlCommand(Listen, own);
            await using (listen.ConfigureAwait(false))
                await listen.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            notified();
            while (true)
                await own.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Creates a connection of its own. The keepalive detects a server that has stopped without closing it.</summary>
    private NpgsqlConnection OwnConnection()
        => new(new NpgsqlConnectionStringBuilder(_connection.ConnectionString) { Pooling = false, KeepAlive = 10 }.ConnectionString);
}

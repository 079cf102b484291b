using System.Data;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace GatewayKit.Store.Database;

/// <summary>A file of SQLite, which the gateways of one machine can share. It has a write-ahead log: readers never wait.</summary>
internal sealed class SqliteProvider(string path, TimeSpan timeout) : StoreProvider
{
    private static readonly TimeSpan s_lockInterval = TimeSpan.FromMilliseconds(50);

    private readonly string _connection = new SqliteConnectionStringBuilder
    {
        DataSource = path,

        // A file that was deleted must not come back empty, and readable for all users.
        Mode = SqliteOpenMode.ReadWrite,
        DefaultTimeout = (int)Math.Ceiling(timeout.TotalSeconds),
        ForeignKeys = true,
    }.ConnectionString;

    public override TimeSpan PollInterval => TimeSpan.FromMilliseconds(250);

    public override string CopyPath => path + ".last-good";

    public override string DisplayName => path;

    public override void Configure(DbContextOptionsBuilder options, string history)
        => options.UseSqlite(_connection, sqlite => sqlite.MigrationsHistoryTable(history));

    /// <summary>
    /// The lock of EF Core is a row, which a process that dies during a migration leaves behind. The lock of a file ends with its process,
    /// so its owner can remove that row.
    /// </summary>
    public override async Task MigrateAloneAsync(DbContext context, Func<Task> migrate, CancellationToken cancellation)
    {
        using var alone = await LockFileAsync(cancellation).ConfigureAwait(false);
        if (!File.Exists(path))
            CreatePrivate(path);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = 'wal'", cancellation).ConfigureAwait(false);
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation).ConfigureAwait(false);
        await migrate().ConfigureAwait(false);
    }

    /// <summary>Of the levels, only this one doesn't lock the file for writers. With a write-ahead log, each has a snapshot.</summary>
    public override Task<IDbContextTransaction> BeginSnapshotAsync(StoreContext context, CancellationToken cancellation)
        => context.Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellation);

    /// <summary>The driver runs a statement to its end, whatever its token says.</summary>
    public override CancellationTokenRegistration InterruptBy(StoreContext context, CancellationToken cancellation)
    {
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        return cancellation.UnsafeRegister(static state => raw.sqlite3_interrupt((sqlite3)state!), connection.Handle);
    }

    private async Task<FileStream> LockFileAsync(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (error is not (DirectoryNotFoundException or PathTooLongException)
                && Stopwatch.GetElapsedTime(start) < timeout)
            {
                await Task.Delay(s_lockInterval, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static void CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
    }
}

using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Database;

/// <summary>Opens the database, migrates it before the first use, and turns its exceptions into those of the store.</summary>
internal sealed class StoreDatabase : IDisposable
{
    private readonly DbContextOptions<StoreContext> _options;
    private readonly SemaphoreSlim _migration = new(1, 1);
    private volatile bool _isMigrated;

    public StoreDatabase(StoreProvider provider)
    {
        Provider = provider;
        var options = new DbContextOptionsBuilder<StoreContext>();
        provider.Configure(options, StoreContext.HistoryTable);
        _options = options.Options;
    }

    public StoreProvider Provider { get; }

    /// <summary>Runs an action with a context.</summary>
    /// <exception cref="StoreUnavailableException">The database doesn't answer.</exception>
    public async Task<T> RunAsync<T>(Func<StoreContext, Task<T>> action, CancellationToken cancellation)
    {
        try
        {
            if (!_isMigrated)
                await MigrateAsync(cancellation).ConfigureAwait(false);
            var context = new StoreContext(_options);
            await using (context.ConfigureAwait(false))
                return await action(context).ConfigureAwait(false);
        }
        catch (Exception error) when (IsOfDatabase(error))
        {
            throw Unavailable(error);
        }
    }

    /// <summary>Runs an action with a context, for callers that can't wait asynchronously.</summary>
    /// <exception cref="StoreUnavailableException">The database doesn't answer.</exception>
    public T Run<T>(Func<StoreContext, T> action)
    {
        try
        {
            using var context = new StoreContext(_options);
            return action(context);
        }
        catch (Exception error) when (IsOfDatabase(error))
        {
            throw Unavailable(error);
        }
    }

    public void Dispose() => _migration.Dispose();

    private async Task MigrateAsync(CancellationToken cancellation)
    {
        await _migration.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_isMigrated)
                return;

            var context = new StoreContext(_options);
            await using (context.ConfigureAwait(false))
                await Provider.MigrateAloneAsync(context, () => MigrateAsync(context, cancellation), cancellation)
                    .ConfigureAwait(false);
            _isMigrated = true;
        }
        finally
        {
            _migration.Release();
        }
    }

    /// <summary>Updates the tables of a context, unless a later version has done so.</summary>
    /// <exception cref="StoreUnavailableException">A later version has updated the tables.</exception>
    public static async Task MigrateAsync(DbContext context, CancellationToken cancellation)
    {
        var applied = await context.Database.GetAppliedMigrationsAsync(cancellation).ConfigureAwait(false);
        if (applied.Except(context.Database.GetMigrations()).FirstOrDefault() is { } unknown)
        {
            throw new StoreUnavailableException(
                $"A later version of GatewayKit has updated the store's tables ('{unknown}'). Update this node.", null);
        }

        await context.Database.MigrateAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Returns whether the database failed. Npgsql calls a transaction completed whose connection has broken.</summary>
    public static bool IsOfDatabase(Exception error)
        => error is DbException or DbUpdateException or SocketException or IOException or TimeoutException or UnauthorizedAccessException
            || error is InvalidOperationException { Source: "Npgsql" }
            || (error is InvalidOperationException && error.InnerException is { } inner && IsOfDatabase(inner));

    private StoreUnavailableException Unavailable(Exception error)
        => new($"The store '{Provider.DisplayName}' doesn't answer: {error.GetBaseException().Message}", error);
}

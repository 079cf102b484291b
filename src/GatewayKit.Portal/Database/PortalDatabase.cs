using GatewayKit.Store.Database;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Database;

/// <summary>Creates and updates the tables of the portal before their first use. Several nodes can start at once.</summary>
internal sealed class PortalDatabase(StoreDatabase store) : IDisposable
{
    private readonly SemaphoreSlim _migration = new(1, 1);
    private volatile bool _isMigrated;

    public void Configure(DbContextOptionsBuilder options) => store.Provider.Configure(options, PortalContext.HistoryTable);

    public async ValueTask MigrateAsync(CancellationToken cancellation)
    {
        if (_isMigrated)
            return;

        await _migration.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_isMigrated)
                return;

            var options = new DbContextOptionsBuilder<PortalContext>();
            Configure(options);
            var context = new PortalContext(options.Options);
            await using (context.ConfigureAwait(false))
            {
                await store.Provider.MigrateAloneAsync(
                    context, () => StoreDatabase.MigrateAsync(context, cancellation), cancellation).ConfigureAwait(false);
            }

            _isMigrated = true;
        }
        finally
        {
            _migration.Release();
        }
    }

    public void Dispose() => _migration.Dispose();
}

using GatewayKit.Store.Database;

namespace GatewayKit.Store.Statistics;

/// <summary>The clock of the database: that of a node can be wrong.</summary>
internal sealed class UsageClock(StoreDatabase database, TimeProvider time) : IUsageClock
{
    public Task<DateTime> NowAsync(StoreContext context, CancellationToken cancellation)
        => database.Provider.NowAsync(context, time, cancellation);
}

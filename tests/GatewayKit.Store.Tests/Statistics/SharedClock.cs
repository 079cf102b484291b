using GatewayKit.Store.Database;
using GatewayKit.Store.Statistics;

namespace GatewayKit.Store.Tests.Statistics;

/// <summary>A clock of a database that a test sets.</summary>
internal sealed class SharedClock(TimeProvider time) : IUsageClock
{
    public Task<DateTime> NowAsync(StoreContext context, CancellationToken cancellation) => Task.FromResult(time.GetUtcNow().UtcDateTime);
}

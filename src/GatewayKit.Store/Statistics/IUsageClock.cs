using GatewayKit.Store.Database;

namespace GatewayKit.Store.Statistics;

/// <summary>The clock that all nodes share.</summary>
internal interface IUsageClock
{
    /// <summary>Returns the time in UTC.</summary>
    Task<DateTime> NowAsync(StoreContext context, CancellationToken cancellation);
}

using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Tests.Support;
using GatewayKit.Portal.Usage;
using GatewayKit.Store;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Portal.Tests.Accounts;

public sealed class KeyUsesTests
{
    [Fact]
    public async Task A_page_does_not_wait_long_for_the_uses_of_keys()
    {
        var time = new FakeTimeProvider();
        var store = new StoreOptions();
        store.Statistics.IsEnabled = true;
        var uses = new KeyUses(new SilentStatistics(), null!, store, time);

        var reading = uses.ReadAsync(new ApplicationRow { Id = "1", Owner = default, Name = "", Created = default }, default);
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(await reading.WaitAsync(PortalHost.Patience));
    }

    private sealed class SilentStatistics : IGatewayStatistics
    {
        public Task<StatisticsResult> QueryAsync(StatisticsQuery query, CancellationToken cancellation = default)
            => new TaskCompletionSource<StatisticsResult>().Task.WaitAsync(cancellation);

        public Task FlushAsync(CancellationToken cancellation = default) => Task.CompletedTask;
    }
}

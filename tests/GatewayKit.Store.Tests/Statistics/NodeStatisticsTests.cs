using System.Net;
using GatewayKit.Store.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static GatewayKit.Store.Tests.Support.Writing;

namespace GatewayKit.Store.Tests.Statistics;

/// <summary>Gateways with real traffic.</summary>
public sealed class NodeStatisticsTests
{
    [Theory, Sqlite, Postgres]
    public async Task The_requests_of_nodes_that_have_stopped_are_all_there(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var from = DateTimeOffset.UtcNow.AddHours(-1);
        await using (var one = await TestNode.StartAsync(test, "one"))
        await using (var two = await TestNode.StartAsync(test, "two"))
        {
            await one.Store.WriteAsync(Route("orders", one.Host.Upstream.Address));
            await one.ServesAsync("/orders");
            await two.ServesAsync("/orders");
            await Task.WhenAll(new[] { one, two }.Select(node => Task.Run(async () =>
            {
                for (var i = 0; i < 20; i++)
                    Assert.Equal(HttpStatusCode.OK, await node.GetAsync("/orders"));
            }))).WaitAsync(Deadline);
        }

        await using var reader = await TestNode.StartAsync(test, "three");
        var result = await reader.Host.Services.GetRequiredService<IGatewayStatistics>().QueryAsync(new StatisticsQuery
        {
            From = from,
            To = from.AddHours(3),
            Interval = StatisticsInterval.Total,
            By = StatisticsGrouping.Route | StatisticsGrouping.StatusClass,
            Route = "orders",
        }).WaitAsync(Deadline);

        // Besides, each node was asked until it served the route.
        var served = Assert.Single(result.Points, point => point.StatusClass == 2);
        Assert.Equal(42, served.Count);
        Assert.True(served.Latency.Quantile(0.5) > TimeSpan.Zero);
    }

    [Fact]
    public async Task Requests_are_visible_once_they_are_flushed()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using var node = await TestNode.StartAsync(test);
        Assert.Equal(HttpStatusCode.NotFound, await node.GetAsync("/nowhere"));
        var statistics = node.Host.Services.GetRequiredService<IGatewayStatistics>();

        await Eventually.TrueAsync(async () =>
        {
            await statistics.FlushAsync();
            var now = DateTimeOffset.UtcNow;
            var result = await statistics.QueryAsync(new StatisticsQuery
            {
                From = now.AddMinutes(-5),
                To = now.AddMinutes(5),
                Interval = StatisticsInterval.Minute,
                By = StatisticsGrouping.Route,
            });
            return result.Points is [{ Route: "(none)", Count: 1 }];
        });
    }
}

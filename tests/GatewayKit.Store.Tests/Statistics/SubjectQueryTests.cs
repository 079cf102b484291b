using GatewayKit.Statistics;
using GatewayKit.Store.Statistics;
using GatewayKit.Store.Tests.Support;

namespace GatewayKit.Store.Tests.Statistics;

public sealed class SubjectQueryTests
{
    [Theory, Sqlite, Postgres]
    public async Task Each_subject_has_its_own_sums_before_and_after_these_are_added_up(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var node = await UsageNode.StartAsync(test, Clock.Create());
        node.Record(2);
        node.RecordOperation("GET /orders");
        node.RecordOperation("GET /orders/{id}", status: 404);
        node.RecordCredential("key-7");
        await node.FlushAsync();

        for (var i = 0; i < 2; i++, await node.RollUpAsync())
        {
            Assert.Equal("orders/alice=2", await PointsAsync(node, Query()));
            Assert.Equal("", await PointsAsync(node, Query() with { Route = UsageOperations.NameOf("shop", "v1") }));
            Assert.Equal("", await PointsAsync(node, Query() with { Route = UsageCredentials.NameOf("alice") }));
            Assert.Equal(
                "(operations) shop/v1/GET /orders=1 (operations) shop/v1/GET /orders/{id}=1",
                await PointsAsync(node, Query(StatisticsSubject.Operations)));
            Assert.Equal("(credentials) alice/key-7=1", await PointsAsync(node, Query(StatisticsSubject.Credentials)));
        }
    }

    [Theory, Sqlite, Postgres]
    public async Task A_point_has_the_time_of_its_last_row(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var node = await UsageNode.StartAsync(test, Clock.Create());
        node.RecordOperation("GET /orders");
        await node.FlushAsync();
        await node.RollUpAsync();
        Assert.Equal(Clock.Start, await LastAsync(node));

        // Another node, because a clock that advances lets the first one roll up by itself.
        var time = Clock.Create();
        time.Advance(TimeSpan.FromMinutes(90));
        await using var later = await UsageNode.StartAsync(test, time);
        later.RecordOperation("GET /orders");
        await later.FlushAsync();
        Assert.Equal(Clock.Start.AddMinutes(90), await LastAsync(later));

        await later.RollUpAsync();
        Assert.Equal(Clock.Start.AddMinutes(60), await LastAsync(later));
    }

    private static StatisticsQuery Query(StatisticsSubject subject = StatisticsSubject.Requests) => new()
    {
        From = Clock.Start,
        To = Clock.Start.AddHours(2),
        Interval = StatisticsInterval.Total,
        By = StatisticsGrouping.Route | StatisticsGrouping.Consumer,
        Subject = subject,
    };

    private static async Task<string> PointsAsync(UsageNode node, StatisticsQuery query)
        => string.Join(' ', (await node.Statistics.QueryAsync(query).WaitAsync(Writing.Deadline)).Points
            .Select(point => $"{point.Route}/{point.Consumer}={point.Count}"));

    private static async Task<DateTimeOffset> LastAsync(UsageNode node)
        => Assert.Single((await node.Statistics.QueryAsync(Query(StatisticsSubject.Operations)).WaitAsync(Writing.Deadline)).Points).Last;
}

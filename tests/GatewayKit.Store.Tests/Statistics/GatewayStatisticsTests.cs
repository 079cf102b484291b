using GatewayKit.Statistics;
using GatewayKit.Store.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Tests.Statistics;

public sealed class GatewayStatisticsTests
{
    /// <summary>The maximum time of a million rows on a busy machine.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    [Theory, Sqlite, Postgres]
    public async Task Three_nodes_that_write_at_once_have_exact_sums_and_common_percentiles(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var time = Clock.Create();
        await using var one = await UsageNode.StartAsync(test, time);
        await using var two = await UsageNode.StartAsync(test, time);
        await using var three = await UsageNode.StartAsync(test, time);
        UsageNode[] nodes = [one, two, three];

        await Task.WhenAll(nodes.Select((node, number) => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                node.Record(100, route: $"r{i % 3}", milliseconds: (number * 10) + i + 1);
                await node.FlushAsync();
            }
        }))).WaitAsync(Writing.Deadline);

        var point = Assert.Single(await one.QueryAsync());
        Assert.Equal((3000L, 30_000L, 300_000L), (point.Count, point.RequestBytes, point.ResponseBytes));
        Assert.Equal(TimeSpan.FromMilliseconds(100 * 30 * 31 / 2), point.Duration);
        Assert.InRange(point.Latency.Quantile(0.5)!.Value.TotalMilliseconds, 14.7, 15.3);
        Assert.InRange(point.Latency.Quantile(0.99)!.Value.TotalMilliseconds, 29.4, 30.6);
    }

    [Theory, Sqlite, Postgres]
    public async Task Points_are_split_by_the_names_of_the_query(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var node = await CreateAsync(test);

        Assert.Equal("orders/-/-=6 pets/-/-=4", await PointsAsync(node, Query(StatisticsGrouping.Route)));
        Assert.Equal("-/(none)/-=4 -/alice/-=6", await PointsAsync(node, Query(StatisticsGrouping.Consumer)));
        Assert.Equal("-/-/2=5 -/-/4=5", await PointsAsync(node, Query(StatisticsGrouping.StatusClass)));
        Assert.Equal(
            "orders/alice/2=5 orders/alice/4=1 pets/(none)/4=4",
            await PointsAsync(node, Query(StatisticsGrouping.Route | StatisticsGrouping.Consumer | StatisticsGrouping.StatusClass)));
    }

    [Theory, Sqlite, Postgres]
    public async Task Requests_are_filtered(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var node = await CreateAsync(test);

        Assert.Equal("-/-/-=6", await PointsAsync(node, Query() with { Route = "orders" }));
        Assert.Equal("-/-/-=4", await PointsAsync(node, Query() with { Consumer = "(none)" }));
        Assert.Equal("-/-/-=1", await PointsAsync(node, Query() with { Route = "orders", StatusClass = 4 }));
        Assert.Equal("", await PointsAsync(node, Query() with { Route = "ORDERS" }));
    }

    [Fact]
    public async Task The_time_is_extended_to_whole_intervals()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using var node = await CreateAsync(test);

        var result = await node.Statistics.QueryAsync(Query() with
        {
            From = Clock.Start.AddMinutes(20),
            To = Clock.Start.AddMinutes(21),
            Interval = StatisticsInterval.Hour,
        });

        Assert.Equal((Clock.Start, Clock.Start.AddHours(1)), (result.From, result.To));
        Assert.Equal(10, Assert.Single(result.Points).Count);
        Assert.Empty((await node.Statistics.QueryAsync(Query() with
        {
            From = Clock.Start.AddMinutes(1),
            To = Clock.Start.AddHours(1),
            Interval = StatisticsInterval.Minute,
        })).Points);
    }

    [Fact]
    public async Task Days_are_those_of_UTC()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using var node = await CreateAsync(test);

        var result = await node.Statistics.QueryAsync(Query() with
        {
            From = new DateTimeOffset(2026, 12, 1, 3, 0, 0, TimeSpan.FromHours(5)),
            To = new DateTimeOffset(2026, 12, 1, 20, 0, 0, TimeSpan.FromHours(5)),
            Interval = StatisticsInterval.Day,
        });

        Assert.Equal(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), Assert.Single(result.Points).Start);
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero), result.From);
    }

    [Theory]
    [InlineData(0, StatisticsInterval.Hour, "The end of the time must be after its beginning.")]
    [InlineData(8, StatisticsInterval.Minute, "The time has 11520 intervals; at most 10000 are possible. Use longer intervals.")]
    [InlineData(4000, StatisticsInterval.Total, "The time is longer than ten years.")]
    public async Task A_time_that_is_invalid_or_too_long_is_rejected(int days, StatisticsInterval interval, string message)
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using var node = await CreateAsync(test);

        var error = await Assert.ThrowsAsync<ArgumentException>(() => node.Statistics.QueryAsync(
            Query() with { From = Clock.Start, To = Clock.Start.AddDays(days), Interval = interval }));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task A_result_with_too_many_points_is_rejected()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var time = Clock.Create();
        await using var node = await UsageNode.StartAsync(test, time);
        for (var minute = 0; minute < 3; minute++)
        {
            for (var i = 0; i < 3400; i++)
                node.Record(route: $"r{i}");
            await node.FlushAsync();
            time.Advance(TimeSpan.FromMinutes(1));
        }

        var error = await Assert.ThrowsAsync<ArgumentException>(() => node.Statistics.QueryAsync(Query(StatisticsGrouping.Route) with
        {
            Interval = StatisticsInterval.Minute,
        }));

        Assert.Contains("more than 10000 points", error.Message, StringComparison.Ordinal);
    }

    [Theory, Sqlite, Postgres]
    public async Task A_query_adds_up_more_than_a_million_rows(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var node = await CreateAsync(test);
        await AddHoursAsync(test, rows: 1_000_001);

        var point = Assert.Single((await node.Statistics.QueryAsync(Query() with { Route = "many" }).WaitAsync(s_patience)).Points);

        Assert.Equal((2_000_002L, 3_000_003L, 2_000_002L), (point.Count, point.RequestBytes, point.Latency.Count));
    }

    [Theory, Sqlite, Postgres]
    public async Task Without_latencies_the_numbers_are_the_same(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var node = await CreateAsync(test);
        var query = Query(StatisticsGrouping.Route) with { IncludesLatencies = false };

        Assert.Equal("orders/-/-=6 pets/-/-=4", await PointsAsync(node, query));
        Assert.All((await node.Statistics.QueryAsync(query)).Points, point => Assert.Null(point.Latency.Quantile(0.5)));
    }

    [Theory, Sqlite, Postgres]
    public async Task Days_are_the_sums_of_their_hours(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var time = Clock.Create();
        await using var node = await UsageNode.StartAsync(test, time);
        for (var hour = 0; hour < 20; hour++, time.Advance(TimeSpan.FromHours(1)))
        {
            node.Record(2);
            await node.FlushAsync();
        }

        var query = Query() with { Interval = StatisticsInterval.Day, To = Clock.Start.AddHours(20) };
        var days = (await node.Statistics.QueryAsync(query)).Points;

        Assert.Equal(["12-01=28/28", "12-02=12/12"], days.Select(p => $"{p.Start:MM-dd}={p.Count}/{p.Latency.Count}"));
    }

    private static async Task<UsageNode> CreateAsync(TestDatabase test)
    {
        var node = await UsageNode.StartAsync(test, Clock.Create());
        node.Record(5);
        node.Record(1, status: 404);
        node.Record(4, route: "pets", consumer: null, status: 429);
        await node.FlushAsync();
        return node;
    }

    private static StatisticsQuery Query(StatisticsGrouping by = StatisticsGrouping.None) => new()
    {
        From = Clock.Start,
        To = Clock.Start.AddHours(1),
        Interval = StatisticsInterval.Total,
        By = by,
    };

    private static async Task<string> PointsAsync(UsageNode node, StatisticsQuery query)
        => string.Join(' ', (await node.Statistics.QueryAsync(query).WaitAsync(Writing.Deadline)).Points
            .Select(p => $"{p.Route ?? "-"}/{p.Consumer ?? "-"}/{p.StatusClass?.ToString() ?? "-"}={p.Count}"));

    /// <summary>Adds an hour of a route, with a row for each of many consumers.</summary>
    private static async Task AddHoursAsync(TestDatabase test, int rows)
    {
        var latency = new LatencySketch();
        latency.Add(TimeSpan.FromMilliseconds(1));
        latency.Add(TimeSpan.FromMilliseconds(2));
        var (start, bytes) = (Clock.Start.UtcDateTime, latency.ToBytes());
        await test.OpenDatabase(s_patience).RunAsync(
            context => context.Database.ExecuteSqlAsync(
                $"""
                WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < {rows})
                INSERT INTO gatewaykit_usage_hours
                    (start, route, consumer, status_class, count, request_bytes, response_bytes, duration, latency)
                SELECT {start}, 'many', 'c' || i, 2, 2, 3, 4, 5, {bytes} FROM numbers
                """),
            default).WaitAsync(s_patience);
    }
}

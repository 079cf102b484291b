using GatewayKit.Store.Database;
using GatewayKit.Store.Statistics;
using GatewayKit.Store.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Store.Tests.Statistics;

public sealed class UsageRollupTests
{
    [Theory, Sqlite, Postgres]
    public async Task Hours_that_have_ended_are_added_up_and_no_sum_changes(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var time = Clock.Create();
        await using var node = await UsageNode.StartAsync(test, time);
        await RecordHoursAsync(node, time, hours: 2);
        var before = await SnapshotAsync(node);

        await node.RollUpAsync();

        Assert.Equal(before, await SnapshotAsync(node));
        Assert.Equal("10:00=12 11:00=12", await node.CountsAsync(StatisticsInterval.Hour));
        Assert.Equal(4, await CountAsync(test, context => context.UsageHours));
    }

    [Theory, Sqlite, Postgres]
    public async Task The_current_hour_is_added_up_again_and_again(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var node = await UsageNode.StartAsync(test, Clock.Create());
        for (var i = 1; i <= 3; i++)
        {
            node.Record(5);
            await node.FlushAsync();
            Assert.Equal($"10:00={i * 5}", await node.CountsAsync(StatisticsInterval.Hour));

            await node.RollUpAsync();

            Assert.Equal($"10:00={i * 5}", await node.CountsAsync(StatisticsInterval.Hour));
            Assert.Equal(i * 5, await CountAsync(test, context => context.UsageHours, rows => rows.SumAsync(row => row.Count)));
        }
    }

    [Theory, Sqlite, Postgres]
    public async Task A_node_whose_clock_is_ahead_removes_nothing_and_reports_it_once(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var time = Clock.Create();
        await using var node = await UsageNode.StartAsync(test, time);
        await RecordHoursAsync(node, time, hours: 1);
        await using var wrong = await UsageNode.StartAsync(test, new FakeTimeProvider(Clock.Start.AddYears(5)), shared: time);

        await wrong.RollUpAsync();
        await wrong.RollUpAsync();

        Assert.Equal("10:00=12", await node.CountsAsync(StatisticsInterval.Hour));
        Assert.Equal(12, await CountAsync(test, context => context.Usage));
        Assert.Contains("Warning: The clock of this node (2031-12-01 10:00:00Z) differs", Assert.Single(wrong.Log.Messages));
    }

    [Theory, Sqlite, Postgres]
    public async Task All_nodes_keep_everything_while_the_clock_of_the_database_is_wrong(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var time = Clock.Create();
        var shared = new FakeTimeProvider(Clock.Start.AddYears(5));
        await using var node = await UsageNode.StartAsync(test, time, shared: shared);
        await RecordHoursAsync(node, time, hours: 1);

        await node.RollUpAsync();

        Assert.Equal("10:00=12", await node.CountsAsync(StatisticsInterval.Hour));
    }

    [Theory, Sqlite, Postgres]
    public async Task A_node_whose_clock_is_ahead_counts_in_the_current_minute_and_hour(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var node = await UsageNode.StartAsync(
            test, new FakeTimeProvider(Clock.Start.AddDays(3)), shared: new FakeTimeProvider(Clock.Start.AddSeconds(90)));
        node.Record(5);

        await node.FlushAsync();
        Assert.Equal("10:01=5", await node.CountsAsync(StatisticsInterval.Minute));
        await node.RollUpAsync();

        Assert.Equal("10:00=5", await node.CountsAsync(StatisticsInterval.Hour));
        Assert.Equal(1, await CountAsync(test, context => context.UsageHours));
    }

    [Theory, Sqlite, Postgres]
    public async Task Nodes_that_add_up_at_the_same_time_count_each_batch_once(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var time = Clock.Create();
        await using var one = await UsageNode.StartAsync(test, time);
        await using var two = await UsageNode.StartAsync(test, time);
        await using var three = await UsageNode.StartAsync(test, time);
        UsageNode[] nodes = [one, two, three];
        foreach (var node in nodes)
            await RecordHoursAsync(node, time, hours: 1);
        time.Advance(TimeSpan.FromHours(1));
        var before = await SnapshotAsync(one);

        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Rollup.RunAsync(default)))).WaitAsync(Writing.Deadline);
        await one.RollUpAsync();

        Assert.Equal(before, await SnapshotAsync(one));
        Assert.Equal(0, await CountAsync(test, context => context.UsageWriters.Where(writer => writer.Rolled != writer.Sequence)));
        Assert.Equal(36, await CountAsync(test, context => context.UsageHours, rows => rows.SumAsync(row => row.Count)));
    }

    [Theory, Sqlite, Postgres]
    public async Task A_batch_that_comes_late_is_added_to_its_hour(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var time = Clock.Create();
        await using var node = await UsageNode.StartAsync(test, time);
        await using var late = await UsageNode.StartAsync(test, Clock.Create());
        await RecordHoursAsync(node, time, hours: 1);
        await node.RollUpAsync();

        late.Record(100);
        await late.FlushAsync();
        Assert.Equal("10:00=112", await node.CountsAsync(StatisticsInterval.Hour));
        await node.RollUpAsync();

        Assert.Equal("10:00=112", await node.CountsAsync(StatisticsInterval.Hour));
        Assert.Equal(112, await CountAsync(test, context => context.UsageHours, rows => rows.SumAsync(row => row.Count)));
    }

    [Theory, Sqlite, Postgres]
    public async Task An_hour_that_was_written_after_an_outage_is_counted_once(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var time = Clock.Create();
        await using var node = await UsageNode.StartAsync(test, time);
        var buffer = new UsageBuffer(1, 100);
        for (var minute = 0; minute < 3; minute++)
            buffer.Add(Clock.Start.UtcDateTime.AddMinutes(minute), [new("orders", "alice", 2) { Count = 9 }]);
        await node.Writer.WriteAsync(buffer.Next()!, default).WaitAsync(Writing.Deadline);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("10:00=27", await node.CountsAsync(StatisticsInterval.Hour));

        await node.RollUpAsync();

        Assert.Equal("10:00=27", await node.CountsAsync(StatisticsInterval.Hour));
        Assert.Equal(0, await CountAsync(test, context => context.Usage));
    }

    [Theory, Sqlite, Postgres]
    public async Task Minutes_and_hours_are_removed_when_they_are_older_than_they_are_kept(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var time = Clock.Create();
        await using var node = await UsageNode.StartAsync(test, time);
        await RecordHoursAsync(node, time, hours: 1);
        time.Advance(TimeSpan.FromDays(3));
        await node.RollUpAsync();
        Assert.Equal(
            (0, 2), (await CountAsync(test, context => context.Usage), await CountAsync(test, context => context.UsageHours)));

        time.Advance(TimeSpan.FromDays(400));
        await node.RollUpAsync();

        Assert.Equal(0, await CountAsync(test, context => context.UsageHours));
        Assert.Equal(0, await CountAsync(test, context => context.UsageWriters));
    }

    /// <summary>Records twelve requests of two series an hour.</summary>
    private static async Task RecordHoursAsync(UsageNode node, FakeTimeProvider time, int hours)
    {
        for (var minute = 0; minute < hours * 6; minute++)
        {
            node.Record(1, status: 200, milliseconds: 1 + minute);
            node.Record(1, status: 500, milliseconds: 100 + minute);
            await node.FlushAsync();
            time.Advance(TimeSpan.FromMinutes(10));
        }
    }

    private static async Task<string> SnapshotAsync(UsageNode node) => string.Join('\n', (await node.QueryAsync(
            StatisticsInterval.Hour, StatisticsGrouping.Route | StatisticsGrouping.Consumer | StatisticsGrouping.StatusClass))
        .Select(p => $"{p.Start:HH:mm} {p.Route} {p.Consumer} {p.StatusClass} {p.Count} {p.RequestBytes} {p.ResponseBytes} {p.Duration} "
            + Convert.ToHexString(p.Latency.ToBytes())));

    private static Task<int> CountAsync<T>(TestDatabase test, Func<StoreContext, IQueryable<T>> rows)
        => CountAsync(test, rows, queryable => queryable.CountAsync());

    private static Task<TResult> CountAsync<T, TResult>(
        TestDatabase test, Func<StoreContext, IQueryable<T>> rows, Func<IQueryable<T>, Task<TResult>> count)
        => test.OpenDatabase().RunAsync(context => count(rows(context)), default).WaitAsync(Writing.Deadline);
}

using System.Globalization;
using GatewayKit.Store.Statistics;
using GatewayKit.Store.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Store.Tests.Statistics;

public sealed class UsageRecorderTests
{
    [Theory, Sqlite, Postgres]
    public async Task Requests_are_written_in_the_minute_in_which_they_ended(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var time = Clock.Create();
        await using var node = await UsageNode.StartAsync(test, time);

        node.Record(2);
        time.Advance(TimeSpan.FromSeconds(31));
        node.Record(3);
        time.Advance(TimeSpan.FromSeconds(30));
        node.Record(4);
        time.Advance(TimeSpan.FromSeconds(30));

        await Eventually.TrueAsync(async () => await node.SumAsync() == 9);
        Assert.Equal("10:00=5 10:01=4", await node.CountsAsync(StatisticsInterval.Minute));
    }

    [Fact]
    public async Task A_timer_that_is_called_at_once_is_scheduled_again()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var time = new EagerTime();
        await using var node = await UsageNode.StartAsync(test, time);

        node.Record(3);
        time.Advance(TimeSpan.FromSeconds(31));

        await Eventually.TrueAsync(async () => await node.SumAsync() == 3);
    }

    [Fact]
    public async Task After_ten_writes_the_current_hour_is_added_up()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var time = Clock.Create();
        var options = new StoreOptions();
        options.Statistics.WriteInterval = TimeSpan.FromSeconds(1);
        await using var node = await UsageNode.StartAsync(test, time, options);

        for (var i = 0; i < 6; i++)
        {
            node.Record();
            time.Advance(TimeSpan.FromSeconds(2));
        }

        await Eventually.TrueAsync(() => test.OpenDatabase().RunAsync(context => context.UsageHours.AnyAsync(), default));

        // The hour may have been added up before the last write.
        await Eventually.TrueAsync(async () => await node.SumAsync() == 6);
        Assert.Equal("10:00=6", await node.CountsAsync(StatisticsInterval.Hour));
    }

    [Theory, Sqlite, Postgres]
    public async Task A_clean_stop_loses_nothing(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var reader = await UsageNode.StartAsync(test, Clock.Create());
        var node = await UsageNode.StartAsync(test, Clock.Create());
        node.Record(100);

        await node.DisposeAsync();

        Assert.Equal(100, await reader.SumAsync());
    }

    [Fact]
    public async Task During_an_outage_minutes_wait_and_are_written_once()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        var time = Clock.Create();
        await using var reader = await UsageNode.StartAsync(test, Clock.Create());
        await using var node = await UsageNode.StartAsync(test, time, new StoreOptions { Timeout = TimeSpan.FromSeconds(1) });
        node.Record(1);
        await node.FlushAsync();

        await using (await LockAsync(test))
        {
            for (var minute = 0; minute < 3; minute++)
            {
                node.Record(10);
                time.Advance(TimeSpan.FromMinutes(1));
            }

            await Assert.ThrowsAsync<StoreUnavailableException>(node.FlushAsync);
        }

        time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(async () => await reader.SumAsync() == 31);
        Assert.Equal("10:00=11 10:01=10 10:02=10", await reader.CountsAsync(StatisticsInterval.Minute));
    }

    [Fact]
    public async Task A_stop_during_an_outage_ends_in_time_and_loses_only_what_was_not_written()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using var reader = await UsageNode.StartAsync(test, Clock.Create());
        var node = await UsageNode.StartAsync(test, Clock.Create(), new StoreOptions { Timeout = TimeSpan.FromSeconds(1) });
        node.Record(5);
        await node.FlushAsync();
        node.Record(7);

        await using (await LockAsync(test))
            await node.DisposeAsync();

        Assert.Equal(5, await reader.SumAsync());
    }

    [Theory, Sqlite, Postgres]
    public async Task A_batch_that_is_written_again_is_counted_once(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var node = await UsageNode.StartAsync(test, Clock.Create());

        for (var attempt = 0; attempt < 3; attempt++)
            await node.Writer.WriteAsync(Batch(1), default).WaitAsync(Writing.Deadline);

        Assert.Equal(9, await node.SumAsync());
    }

    [Theory, Sqlite, Postgres]
    public async Task Attempts_at_the_same_time_write_a_batch_once(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var node = await UsageNode.StartAsync(test, Clock.Create());

        for (var sequence = 1; sequence <= 5; sequence++)
        {
            var number = sequence;
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TryAsync(node, Batch(number)))))
                .WaitAsync(Writing.Deadline);
        }

        Assert.Equal(5 * 9, await node.SumAsync());
    }

    [Theory, Sqlite, Postgres]
    public async Task A_node_continues_after_a_backup_was_restored(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var node = await UsageNode.StartAsync(test, Clock.Create());
        for (var i = 0; i < 3; i++)
        {
            node.Record();
            await node.FlushAsync();
        }

        await test.OpenDatabase().RunAsync(
            async context => await context.Usage.ExecuteDeleteAsync() + await context.UsageWriters.ExecuteDeleteAsync(), default);
        node.Record(4);
        await node.FlushAsync();

        Assert.Equal(4, await node.SumAsync());
    }

    /// <summary>A node whose database stops and dies, and two others with the same one.</summary>
    [PostgresFact]
    public async Task Sums_of_three_nodes_are_exact_although_the_database_stops_and_is_killed()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var test = await TestDatabase.CreateAsync(server);
        var options = new StoreOptions { Timeout = TimeSpan.FromSeconds(20) };
        options.Statistics.WriteInterval = TimeSpan.FromSeconds(1);
        var nodes = new List<UsageNode>();
        for (var i = 0; i < 3; i++)
            nodes.Add(await UsageNode.StartAsync(test, TimeProvider.System, options));
        using var end = new CancellationTokenSource();
        var traffic = nodes.Select((node, number) => Task.Run(async () =>
        {
            var sent = 0;
            for (; !end.IsCancellationRequested; sent += 10)
            {
                node.Record(10, route: $"r{sent % 7}", milliseconds: number + 1);
                await Task.Delay(2, CancellationToken.None);
            }

            return sent;
        })).ToArray();

        var from = DateTimeOffset.UtcNow.AddHours(-1);
        await Eventually.TrueAsync(async () => await SumAsync(nodes[0], from) > 1000);
        await server.StopAsync();
        foreach (var node in nodes)
            await Assert.ThrowsAsync<StoreUnavailableException>(node.FlushAsync);
        await server.StartAgainAsync();
        await Eventually.TrueAsync(async () => await SumAsync(nodes[0], from) > 3000);
        server.Kill();
        await server.StartAgainAsync();
        await end.CancelAsync();
        var sent = (await Task.WhenAll(traffic).WaitAsync(Writing.Deadline)).Sum();
        foreach (var node in nodes)
            await node.StopAsync();

        Assert.Equal(sent, await SumAsync(nodes[0], from));
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    private static async Task<long> SumAsync(UsageNode node, DateTimeOffset from)
    {
        try
        {
            var result = await node.Statistics.QueryAsync(new StatisticsQuery
            {
                From = from,
                To = from.AddHours(3),
                Interval = StatisticsInterval.Total,
                By = StatisticsGrouping.Route,
            }).WaitAsync(Writing.Deadline);
            Assert.All(result.Points, point => Assert.Equal(point.Count, point.Latency.Count));
            return result.Points.Sum(point => point.Count);
        }
        catch (StoreUnavailableException)
        {
            return -1;
        }
    }

    private static UsageBatch Batch(long sequence)
    {
        var buffer = new UsageBuffer(10, 10);
        buffer.Add(Clock.Start.UtcDateTime, [new("orders", "alice", 2) { Count = 9 }]);
        var batch = buffer.Next()!;
        batch.Sequence = sequence;
        return batch;
    }

    private static async Task TryAsync(UsageNode node, UsageBatch batch)
    {
        while (true)
        {
            try
            {
                await node.Writer.WriteAsync(batch, default);
                return;
            }
            catch (StoreUnavailableException)
            {
                // As after an unknown outcome.
                await Task.Delay(10);
            }
        }
    }

    /// <summary>Locks the file, so that every command of another connection fails after its timeout.</summary>
    private static async Task<SqliteConnection> LockAsync(TestDatabase test)
    {
        var connection = new SqliteConnection(string.Create(CultureInfo.InvariantCulture, $"Data Source={test.Connection};Pooling=false"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}

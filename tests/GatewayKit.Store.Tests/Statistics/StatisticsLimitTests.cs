using GatewayKit.Store.Tests.Support;
using Npgsql;

namespace GatewayKit.Store.Tests.Statistics;

public sealed class StatisticsLimitTests
{
    private const string Waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'gatewaykit_usage_hours'::regclass";

    [Theory, Postgres]
    public async Task A_query_that_takes_longer_than_a_minute_is_rejected(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var time = Clock.Create();
        await using var node = await UsageNode.StartAsync(test, time);
        await node.QueryAsync();
        await using var other = await LockedAsync(test);

        var query = node.QueryAsync();
        await Eventually.TrueAsync(async () => await CountAsync(other) == 1);
        time.Advance(TimeSpan.FromMinutes(1));

        var error = await Assert.ThrowsAsync<ArgumentException>(() => query).WaitAsync(Writing.Deadline);
        Assert.StartsWith("The query takes longer than 60 s.", error.Message, StringComparison.Ordinal);
    }

    [Theory, Postgres]
    public async Task A_node_runs_two_queries_at_the_same_time(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var node = await UsageNode.StartAsync(test, Clock.Create());
        await node.QueryAsync();
        await using var other = await LockedAsync(test);

        var queries = Enumerable.Range(0, 3).Select(_ => node.QueryAsync()).ToArray();
        await Eventually.TrueAsync(async () => await CountAsync(other) == 2);
        using var gone = new CancellationTokenSource();
        var fourth = node.Statistics.QueryAsync(
            new StatisticsQuery { From = Clock.Start, To = Clock.Start.AddHours(1) }, gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fourth).WaitAsync(Writing.Deadline);
        Assert.Equal(2, await CountAsync(other));
        await ExecuteAsync(other, "COMMIT");
        Assert.All(await Task.WhenAll(queries).WaitAsync(Writing.Deadline), Assert.Empty);
    }

    /// <summary>Locks the hours for all others, until the connection is closed.</summary>
    private static async Task<NpgsqlConnection> LockedAsync(TestDatabase test)
    {
        var connection = new NpgsqlConnection(test.Connection);
        await connection.OpenAsync().WaitAsync(Writing.Deadline);
        await ExecuteAsync(connection, "BEGIN; LOCK TABLE gatewaykit_usage_hours IN ACCESS EXCLUSIVE MODE");
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string text)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync().WaitAsync(Writing.Deadline);
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Waiting, connection);
        return (long)(await command.ExecuteScalarAsync().WaitAsync(Writing.Deadline))!;
    }
}

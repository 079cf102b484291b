using System.Globalization;
using GatewayKit.Cli.Tests.Support;
using Microsoft.Data.Sqlite;

namespace GatewayKit.Cli.Tests;

public sealed class StatisticsTests : IDisposable
{
    private static readonly (string Name, string Value)[] s_environment
        = [("GATEWAYKIT_STORE", "gateway.db"), ("GATEWAYKIT_STATISTICS_INTERVAL", "1s")];

    private readonly WorkFolder _folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_killed_gateway_loses_at_most_an_interval_and_a_stopped_one_nothing()
    {
        WriteConfiguration();
        await using (var killed = await RunningGateway.StartProcessAsync(_folder.Path, s_environment))
        {
            await SendAsync(killed, 30);
            await CountAsync(atLeast: 30);
            await SendAsync(killed, 20);
            await killed.Tool.SignalAsync("KILL");
            await killed.Tool.EndAsync();
        }

        await using (var stopped = await RunningGateway.StartProcessAsync(_folder.Path, s_environment))
        {
            await SendAsync(stopped, 5);
            await stopped.Tool.SignalAsync("TERM");
            Assert.Equal(0, (await stopped.Tool.EndAsync()).ExitCode);
        }

        // The last requests before the kill may have been written, too, but only once.
        Assert.InRange(await CountAsync(atLeast: 0), 35, 55);
    }

    [Fact]
    public async Task Statistics_can_be_turned_off()
    {
        WriteConfiguration();
        await using var gateway = await RunningGateway.StartAsync(_folder.Path, [.. s_environment, ("GATEWAYKIT_STATISTICS", "off")]);
        await SendAsync(gateway, 5);
        await gateway.Tool.SignalAsync("TERM");
        await gateway.Tool.EndAsync();

        Assert.Equal(0, await CountAsync(atLeast: 0));
    }

    [Theory]
    [InlineData("GATEWAYKIT_STATISTICS", "yes", "It must be 'on' or 'off'.")]
    [InlineData("GATEWAYKIT_STATISTICS_INTERVAL", "7s", "The interval of the statistics must be a divisor of a minute, from 1 s.")]
    [InlineData("GATEWAYKIT_STATISTICS_SERIES", "0", "The limit of the statistics must be between 1 and 100,000.")]
    [InlineData("GATEWAYKIT_STATISTICS_KEEP_MINUTES", "2 days", "'2 days' isn't a valid duration.")]
    [InlineData("GATEWAYKIT_STATISTICS_KEEP_HOURS", "1h", "Hours of the statistics must be kept between 1 day and 3660 days.")]
    [InlineData("GATEWAYKIT_STORE_KEEP_REVISIONS", "0", "The number of kept revisions must be between 1 and 10,000,000.")]
    public async Task An_invalid_variable_ends_the_start(string name, string value, string reason)
    {
        WriteConfiguration();
        await using var tool = ResidentTool.Start(_folder.Path, [("GATEWAYKIT_STORE", "gateway.db"), (name, value)], "run");

        var end = await tool.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Contains($"{name} is '{value}'. {reason}", Assert.Single(end.Errors), StringComparison.Ordinal);
    }

    private static async Task SendAsync(RunningGateway gateway, int count)
    {
        for (var i = 0; i < count; i++)
            Assert.Equal("hello", await gateway.GetAsync("/hello"));
    }

    private void WriteConfiguration() => _folder.With(
        "gateway.yaml", "routes: { hello: { match: { path: /hello }, plugins: [ { name: mock, options: { body: hello } } ] } }");

    /// <summary>Returns the number of requests in the database.</summary>
    /// <param name="atLeast">The number to wait for.</param>
    private async Task<long> CountAsync(int atLeast)
    {
        using var patience = new CancellationTokenSource(Bound.Time);
        while (true)
        {
            await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "gateway.db")}");
            await connection.OpenAsync(patience.Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT COALESCE(SUM(count), 0) FROM gatewaykit_usage WHERE route = 'hello'";
            var count = Convert.ToInt64(await command.ExecuteScalarAsync(patience.Token), CultureInfo.InvariantCulture);
            if (count >= atLeast)
                return count;

            await Task.Delay(50, patience.Token);
        }
    }
}

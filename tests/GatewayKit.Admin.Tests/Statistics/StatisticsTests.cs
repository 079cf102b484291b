using System.Text.Json.Nodes;
using GatewayKit.Admin.Tests.Support;
using GatewayKit.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Admin.Tests.Statistics;

public sealed class StatisticsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatewaykit-statistics-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Requests_are_counted_by_route_consumer_and_status_class()
    {
        await using var host = await StartAsync();
        await SendAsync(host, "/orders", "/orders", "/nowhere");

        var items = await ItemsAsync(host, "/v1/statistics?by=route,consumer,statusClass", count: 3);

        Assert.Equal(
            ["(none) (none) 4xx 1", "orders (none) 2xx 2"],
            items.Select(item => $"{item!["route"]} {item["consumer"]} {item["statusClass"]} {item["count"]}"));
        Assert.True((double)items[1]!["latencyMs"]!["p99"]! > 0);
    }

    [Fact]
    public async Task Requests_are_filtered_and_added_up()
    {
        await using var host = await StartAsync();
        await SendAsync(host, "/orders", "/orders", "/nowhere");

        var items = await ItemsAsync(
            host, "/v1/statistics?interval=total&route=orders&statusClass=2xx&from=2026-01-01&to=2035-12-31T00:00:00Z", count: 2);

        Assert.Equal(["start", "count", "requestBytes", "responseBytes", "latencyMs"], Assert.Single(items)!.AsObject().Select(m => m.Key));
    }

    [Fact]
    public async Task Latencies_can_be_left_out()
    {
        await using var host = await StartAsync();
        await SendAsync(host, "/orders");

        var items = await ItemsAsync(host, "/v1/statistics?interval=total&by=route&latency=false", count: 1);

        Assert.Equal(["start", "route", "count", "requestBytes", "responseBytes"], Assert.Single(items)!.AsObject().Select(m => m.Key));
    }

    [Fact]
    public async Task Minutes_are_those_of_the_last_hour_by_default()
    {
        await using var host = await StartAsync();

        var answer = await host.ReadAsync("/v1/statistics?interval=minute&to=2026-12-01T10:00:00Z");

        Assert.Equal(
            ("2026-12-01T09:00:00+00:00", "2026-12-01T10:00:00+00:00", "minute"),
            ((string?)answer["from"], (string?)answer["to"], (string?)answer["interval"]));
        Assert.Empty(answer["items"]!.AsArray());
    }

    [Theory]
    [InlineData("interval=week", "interval: it must be minute, hour, day or total.")]
    [InlineData("interval=1", "interval: it must be minute, hour, day or total.")]
    [InlineData("by=route,path", "by: it must be route, consumer and statusClass, separated by commas.")]
    [InlineData("by=none", "by: it must be route, consumer and statusClass, separated by commas.")]
    [InlineData("from=yesterday", "from: it must be a time such as 2026-12-01T10:00:00Z.")]
    [InlineData("to=32", "to: it must be a time such as 2026-12-01T10:00:00Z.")]
    [InlineData("statusClass=404", "statusClass: it must be 1xx, 2xx, 3xx, 4xx, 5xx or 0xx.")]
    [InlineData("latency=no", "latency: it must be true or false.")]
    [InlineData("from=2026-12-01&to=2026-11-01", "The end of the time must be after its beginning.")]
    [InlineData("from=2020-01-01&to=2026-12-01&interval=minute",
        "The time has 3637440 intervals; at most 10000 are possible. Use longer intervals.")]
    [InlineData("from=0001-01-01&to=9999-12-31T23:59:59Z", "The time is longer than ten years.")]
    public async Task An_invalid_parameter_is_a_problem(string query, string detail)
    {
        await using var host = await StartAsync();

        var answer = await host.GetAsync("/v1/statistics?" + query);

        Assert.Equal((400, detail), (answer.Status, answer.Detail));
    }

    [Fact]
    public async Task Names_that_no_database_can_store_match_nothing()
    {
        await using var host = await StartAsync();

        Assert.Empty((await host.ReadAsync("/v1/statistics?route=%00&consumer=" + new string('x', 2000)))["items"]!.AsArray());
    }

    [Fact]
    public async Task Without_a_store_there_are_no_statistics()
    {
        await using var host = await AdminHost.StartAsync();

        var answer = await host.GetAsync("/v1/statistics");

        Assert.Equal(404, answer.Status);
        Assert.Contains("Start it with a store", answer.Detail, StringComparison.Ordinal);
    }

    private Task<AdminHost> StartAsync() => AdminHost.StartAsync(
        """
        routes: { orders: { clusterId: up, match: { path: /orders } } }
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        """,
        setup => setup.WithGateway(gateway => gateway.UseStore(Path.Combine(_folder, "gateway.db"))));

    private static async Task SendAsync(AdminHost host, params string[] paths)
    {
        foreach (var path in paths)
            (await host.Gateway.Client.GetAsync(path).WaitAsync(AdminHost.Patience)).Dispose();
    }

    /// <summary>Reads until a number of requests was counted: an exchange ends after its client has the response.</summary>
    private static async Task<JsonArray> ItemsAsync(AdminHost host, string path, int count)
    {
        using var end = new CancellationTokenSource(AdminHost.Patience);
        while (true)
        {
            await host.Gateway.Services.GetRequiredService<IGatewayStatistics>().FlushAsync(end.Token);
            var items = (await host.ReadAsync(path))["items"]!.AsArray();
            if (items.Sum(item => (int)item!["count"]!) >= count)
                return items;

            await Task.Delay(20, end.Token);
        }
    }
}

using System.Net;
using GatewayKit.Store.Tests.Support;
using static GatewayKit.Store.Tests.Support.Writing;

namespace GatewayKit.Store.Tests.Hosting;

public sealed class NodeTests
{
    [Fact]
    public async Task A_rollback_that_removes_a_group_of_a_kept_consumer_is_an_error_at_the_consumer()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using var node = await TestNode.StartAsync(test);
        await node.Store.WriteAsync(Put("groups/gold", "{}"), Put("consumers/app-0123456789abcdef", """{ "groups": ["gold"] }"""));

        var refused = await node.Store.RollBackAsync(0, expected: 1, "bob").WaitAsync(Deadline);
        var all = await node.Store.RollBackAsync(0, expected: 1, "bob", includePortal: true).WaitAsync(Deadline);

        Assert.Equal("store: consumers/app-0123456789abcdef", Assert.Single(refused.Errors).Location.ToString());
        Assert.Equal("consumers/app-0123456789abcdef", Assert.Single(refused.Kept).ToString());
        Assert.Equal((1, 2), (refused.Revision, all.Revision));
    }

    [Theory, Sqlite, Postgres]
    public async Task Every_node_serves_a_revision_that_one_of_them_has_written(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var one = await TestNode.StartAsync(test, "one");
        await using var two = await TestNode.StartAsync(test, "two");
        Assert.Equal(HttpStatusCode.NotFound, await two.GetAsync("/orders"));

        await one.Store.WriteAsync(Route("orders", one.Host.Upstream.Address));

        await one.ServesAsync("/orders");
        await two.ServesAsync("/orders");
    }

    [Theory, Sqlite, Postgres]
    public async Task Nodes_report_the_revision_that_they_run_until_they_stop(string kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var one = await TestNode.StartAsync(test, "one");
        await using (var two = await TestNode.StartAsync(test, "two"))
        {
            await one.Store.WriteAsync(Route("orders", one.Host.Upstream.Address));
            await Eventually.TrueAsync(
                async () => await one.Store.ListNodesAsync() is [{ Name: "one", Running: 1 }, { Name: "two", Running: 1 }]);
        }

        Assert.Equal("one", Assert.Single(await one.Store.ListNodesAsync()).Name);
    }

    [Fact]
    public async Task A_node_that_cannot_run_a_revision_keeps_the_one_before_and_reports_the_errors()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using var node = await TestNode.StartAsync(test);
        await node.Store.WriteAsync(Route("orders", node.Host.Upstream.Address));
        await node.RunsAsync(1);

        // Without a check, such as by a node with other plugins.
        await test.Open().WriteAsync(Put("routes/orders", """{"clusterId":"none","match":{"path":"/orders"}}"""));

        await Eventually.TrueAsync(async () => (await node.Store.ListNodesAsync()) is [{ Running: 1, Latest: 2, Errors: [_, ..] }]);
        Assert.Contains("store: routes/orders: routes.orders", (await node.Store.ListNodesAsync())[0].Errors[0], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await node.GetAsync("/orders"));
    }

    [Fact]
    public async Task A_change_that_another_source_contradicts_is_rejected_with_both_locations()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using var node = await TestNode.StartAsync(test, configuration: """
            routes: { orders: { clusterId: orders, match: { path: /file } } }
            clusters: { orders: { destinations: { one: { address: "{upstream}" } } } }
            """);

        var result = await node.Store.ApplyAsync(
            Set(0, Put("routes/orders", """{"clusterId":"orders","match":{"path":"/store"}}"""))).WaitAsync(Deadline);

        Assert.Contains("store: routes/orders", Assert.Single(result.Errors).Message, StringComparison.Ordinal);
        Assert.Equal(0, (await node.Store.ReadAsync()).Revision);
    }

    [Fact]
    public async Task Every_error_of_a_change_is_reported_and_nothing_is_written()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using var node = await TestNode.StartAsync(test);

        var result = await node.Store.ApplyAsync(Set(
            0,
            Put("routes/one", """{"clusterId":"none","match":{"path":"/one"},"wrong":1}"""),
            Put("clusters/two", """{"destinations":{"one":{"address":"${env:PATH}"}}}"""),
            Put("plugins/missing", """{"name":"missing"}"""))).WaitAsync(Deadline);

        Assert.False(result.IsWritten);
        Assert.Contains(result.Errors, error => error.ToString().StartsWith("store: routes/one: routes.one", StringComparison.Ordinal));
        Assert.Contains(
            result.Errors, error => error.Message.StartsWith("variables aren't replaced in a store.", StringComparison.Ordinal));
        Assert.Contains(result.Errors, error => error.ToString().StartsWith("store: plugins/missing: ", StringComparison.Ordinal));
        Assert.Equal(0, (await node.Store.ReadAsync()).Revision);
    }

    [Fact]
    public async Task The_token_fires_when_the_node_has_read_a_revision()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using var node = await TestNode.StartAsync(test);
        var fired = new TaskCompletionSource();
        using var registration = node.Store.GetChangeToken().RegisterChangeCallback(_ => fired.TrySetResult(), null);

        await test.Open().WriteAsync(Route("orders", node.Host.Upstream.Address));

        await fired.Task.WaitAsync(Deadline);
    }
}

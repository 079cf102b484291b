using GatewayKit.Store.Tests.Support;
using static GatewayKit.Store.Tests.Support.Writing;

namespace GatewayKit.Store.Tests.Telemetry;

public sealed class StoreTelemetryTests
{
    [Fact]
    public async Task A_node_measures_its_revision_and_the_latest_one()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using var node = await TestNode.StartAsync(test);
        using var metrics = new RecordedMetrics(node.Host.Services);

        await node.Store.WriteAsync(Put("groups/gold", "{}"));
        await node.RunsAsync(1);

        await Eventually.TrueAsync(() => Task.FromResult(metrics.Read("refresh.duration") is > 0 and < 60));
        Assert.Equal((1, 1), (metrics.Read("revision.active"), metrics.Read("revision.latest")));
    }

    [Fact]
    public async Task A_node_that_rejects_a_revision_is_behind()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using var node = await TestNode.StartAsync(test);
        using var metrics = new RecordedMetrics(node.Host.Services);

        await test.Open().WriteAsync(Put("routes/orders", """{ "clusterId": "missing", "match": { "path": "/" } }"""));

        await Eventually.TrueAsync(() => Task.FromResult(metrics.Read("revision.latest") == 1));
        Assert.Equal(0, metrics.Read("revision.active"));
    }

    [Fact]
    public async Task Changes_are_counted_by_outcome_from_0()
    {
        await using var test = await TestDatabase.CreateAsync(TestDatabase.Sqlite);
        await using var node = await TestNode.StartAsync(test);
        using var metrics = new RecordedMetrics(node.Host.Services);
        Assert.All(["written", "invalid", "conflict", "failed"], outcome => Assert.Equal(0, metrics.Read($"writes {outcome}")));

        await node.Store.WriteAsync(Put("groups/gold", "{}"));
        await node.Store.ApplyAsync(Set(1, Put("groups/gold", "{}"))).WaitAsync(Deadline);
        await node.Store.ApplyAsync(Set(1, Put("groups/silver", "{}")), dryRun: true).WaitAsync(Deadline);
        await node.Store.ApplyAsync(Set(1, Put("groups/silver", """{ "wrong": 1 }"""))).WaitAsync(Deadline);
        await Assert.ThrowsAsync<StoreConflictException>(() => node.Store.ApplyAsync(Set(0, Put("groups/gold", "{}"))).WaitAsync(Deadline));

        Assert.Equal(
            [1, 1, 1, 0], new[] { "written", "invalid", "conflict", "failed" }.Select(outcome => metrics.Read($"writes {outcome}")!.Value));
    }

    [PostgresFact]
    public async Task A_database_that_does_not_answer_is_measured_by_failures_and_the_age_of_the_last_read()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var test = await TestDatabase.CreateAsync(server);
        await using var node = await TestNode.StartAsync(test);
        using var metrics = new RecordedMetrics(node.Host.Services);
        await Eventually.TrueAsync(() => Task.FromResult(metrics.Read("reads completed") > 0));

        await server.StopAsync();

        await Eventually.TrueAsync(() => Task.FromResult(metrics.Read("reads failed") > 1 && metrics.Read("read.age") > 0.3));
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => node.Store.ApplyAsync(Set(0, Put("groups/gold", "{}"))).WaitAsync(Deadline));
        Assert.Equal(1, metrics.Read("writes failed"));
    }
}

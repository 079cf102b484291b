using GatewayKit.Admin.Tests.Entries;
using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Planning;

/// <summary><c>POST /v1/plan</c> with the changes of a transaction.</summary>
public sealed class PlanStoreTests
{
    [Fact]
    public async Task Changes_of_entries_are_compared_and_not_written()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();
        await host.AnswersAsync("/orders", 200);
        var body = $$"""
            { "basedOn": 1, "changes": [
              { "key": "clusters/other", "content": {{host.Cluster}} },
              { "key": "routes/orders", "content": { "clusterId": "other", "match": { "path": "/orders" } } } ] }
            """;

        var plan = await PlanHost.PlanAsync(1, () => host.SendAsync("POST", "/v1/plan", body, AdminHost.OperatorKey));

        var change = plan["changes"]!.AsArray().Single(change => (string?)change!["kind"] == "cluster")!;
        Assert.Equal("orders -> other", (string?)change["differences"]![0]!["text"]);
        Assert.Equal(1, (long?)(await host.DoAsync("GET", "/v1/entries"))["revision"]);
    }

    [Fact]
    public async Task A_change_that_another_writer_has_overtaken_is_a_conflict()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();
        const string Delete = """{ "basedOn": 0, "changes": [ { "key": "routes/orders", "content": null } ] }""";

        Assert.Equal(409, (await host.SendAsync("POST", "/v1/plan", Delete, AdminHost.OperatorKey)).Status);
        var ofLatest = Delete.Replace("\"basedOn\": 0, ", "", StringComparison.Ordinal);
        Assert.Equal(200, (await host.SendAsync("POST", "/v1/plan", ofLatest)).Status);
    }
}

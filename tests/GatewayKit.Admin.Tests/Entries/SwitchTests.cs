using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Entries;

public sealed class SwitchTests
{
    private const string Path = "/v1/clusters/orders/destinations/one/state";

    [Fact]
    public async Task An_operator_disables_and_activates_a_destination()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();
        await host.DoAsync("PUT", "/v1/clusters/orders/destinations/TWO/state", """{ "state": "disabled" }""");
        await host.AnswersAsync("/orders", 200);

        var disabled = await host.SendAsync("PUT", Path, """{ "state": "disabled" }""", AdminHost.OperatorKey);
        await host.AnswersAsync("/orders", 503);
        var activated = await host.SendAsync("PUT", Path, """{ "state": "active", "message": "Repaired" }""", AdminHost.OperatorKey);
        await host.AnswersAsync("/orders", 200);

        Assert.Equal((200, 3), (disabled.Status, (long)disabled.Json["revision"]!));
        Assert.Equal((200, 4), (activated.Status, (long)activated.Json["revision"]!));
        var revision = await host.DoAsync("GET", "/v1/revisions/4");
        Assert.Equal(("otto", "Repaired"), ((string?)revision["author"], (string?)revision["message"]));
    }

    [Fact]
    public async Task An_operator_begins_and_ends_the_maintenance_of_a_route()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();
        await host.DoAsync("PUT", "/v1/clusters/orders/destinations/two/state", """{ "state": "disabled" }""");

        var begun = await host.SendAsync(
            "PUT", "/v1/routes/orders/maintenance", """{ "enabled": true, "status": 410, "retryAfter": "5m", "body": "Later" }""",
            AdminHost.OperatorKey);
        await host.AnswersAsync("/orders", 410);
        var ended = await host.SendAsync("PUT", "/v1/routes/orders/maintenance", """{ "enabled": false }""", AdminHost.OperatorKey);
        await host.AnswersAsync("/orders", 200);

        Assert.Equal((200, 200), (begun.Status, ended.Status));
        Assert.Equal(
            """{"enabled":false,"status":410,"retryAfter":"5m","body":"Later"}""",
            (await host.DoAsync("GET", "/v1/entries/routes/orders"))["content"]!["maintenance"]!.ToJsonString());
    }

    [Theory]
    [InlineData(Path, """{ "state": "active" }""")]
    [InlineData("/v1/routes/orders/maintenance", """{ "enabled": false }""")]
    public async Task A_switch_without_effect_writes_no_revision(string path, string body)
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();

        var answer = await host.DoAsync("PUT", path, body);

        Assert.Equal((1, false), ((long)answer["revision"]!, (bool)answer["written"]!));
    }

    [Fact]
    public async Task The_presets_of_a_maintenance_stay()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();
        await host.DoAsync(
            "PATCH", "/v1/entries/routes/orders", """{ "content": { "maintenance": { "enabled": false, "status": 410 } } }""",
            ("Content-Type", "application/merge-patch+json"));
        await host.DoAsync("PUT", "/v1/routes/orders/maintenance", """{ "enabled": true, "retryAfter": "5m" }""");

        Assert.Equal(
            """{"enabled":true,"status":410,"retryAfter":"5m"}""",
            (await host.DoAsync("GET", "/v1/entries/routes/orders"))["content"]!["maintenance"]!.ToJsonString());
    }

    [Fact]
    public async Task A_weight_needs_a_policy_that_uses_it()
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();

        var refused = await host.SendAsync("PUT", Path, """{ "weight": 5 }""", AdminHost.OperatorKey);
        await host.Admin.SendAsync(
            HttpMethod.Patch, "/v1/entries/clusters/orders", AdminHost.AdminKey,
            """{ "content": { "loadBalancingPolicy": "WeightedRoundRobin" } }""", ("Content-Type", "application/merge-patch+json"));
        var weighted = await host.SendAsync("PUT", Path, """{ "weight": 5 }""", AdminHost.OperatorKey);

        Assert.Equal(422, refused.Status);
        Assert.Contains("loadBalancingPolicy", (string?)refused.Json["errors"]![0]!["message"], StringComparison.Ordinal);
        Assert.Equal(200, weighted.Status);
    }

    [Theory]
    [InlineData(Path, "{}", AdminHost.OperatorKey, 400)]
    [InlineData(Path, """{ "state": "off" }""", AdminHost.OperatorKey, 400)]
    [InlineData(Path, """{ "state": "drained" }""", AdminHost.ViewerKey, 403)]
    [InlineData("/v1/clusters/orders/destinations/three/state", """{ "state": "drained" }""", AdminHost.OperatorKey, 404)]
    [InlineData("/v1/clusters/other/destinations/one/state", """{ "state": "drained" }""", AdminHost.OperatorKey, 404)]
    [InlineData("/v1/routes/other/maintenance", """{ "enabled": true }""", AdminHost.OperatorKey, 404)]
    [InlineData("/v1/routes/orders/maintenance", """{ "enabled": true, "status": 200 }""", AdminHost.OperatorKey, 422)]
    [InlineData("/v1/routes/orders/maintenance", "{}", AdminHost.OperatorKey, 400)]
    public async Task A_switch_that_is_not_valid_is_rejected(string path, string body, string key, int status)
    {
        await using var host = await StoreHost.StartAsync();
        await host.AddOrdersAsync();

        Assert.Equal(status, (await host.SendAsync("PUT", path, body, key)).Status);
    }
}

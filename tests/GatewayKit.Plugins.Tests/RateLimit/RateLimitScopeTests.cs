using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.RateLimit;

public class RateLimitScopeTests
{
    private const string Routes = """
        routes:
          one:
            match: { path: /one }
            plugins: [ { name: key-auth }, { name: mock } ]
          two:
            match: { path: /two }
            plugins: [ { name: key-auth }, { name: mock } ]
          open:
            match: { path: /open }
            plugins: [ { name: mock } ]
        consumers:
          alice: { credentials: { key-auth: [ { key: alice-key } ] } }
          bob: { groups: [gold], credentials: { key-auth: [ { key: bob-key } ] } }

        """;

    [Fact]
    public async Task An_entry_for_every_route_counts_for_them_together()
    {
        await using var host = await PluginGateway.StartAsync(Routes + Global("limit: 2, window: 1h") + Gold("{}"));

        Assert.Equal([200, 200, 429], await StatusesAsync(host, ("/one", "alice-key"), ("/two", "alice-key"), ("/one", "alice-key")));
    }

    [Fact]
    public async Task By_route_each_route_counts_for_itself()
    {
        await using var host = await PluginGateway.StartAsync(Routes + Global("limit: 1, window: 1h, by: route") + Gold("{}"));

        Assert.Equal([200, 429, 200], await StatusesAsync(host, ("/one", "alice-key"), ("/one", "bob-key"), ("/two", "bob-key")));
    }

    [Fact]
    public async Task Each_consumer_has_its_own_limit_and_strangers_have_their_address_s()
    {
        await using var host = await PluginGateway.StartAsync(Routes + Global("limit: 1, window: 1h") + Gold("{}"));

        Assert.Equal([200, 200, 429, 429],
            await StatusesAsync(host, ("/one", "alice-key"), ("/one", "bob-key"), ("/one", "alice-key"), ("/one", "bob-key")));
        Assert.Equal([200, 429], await StatusesAsync(host, ("/open", ""), ("/open", "")));
    }

    [Fact]
    public async Task By_ip_consumers_share_the_limit_of_their_address()
    {
        await using var host = await PluginGateway.StartAsync(Routes + Global("limit: 1, window: 1h, by: ip") + Gold("{}"));

        Assert.Equal([200, 429], await StatusesAsync(host, ("/one", "alice-key"), ("/one", "bob-key")));
    }

    [Fact]
    public async Task A_client_does_not_get_another_limit_by_claiming_another_address()
    {
        await using var host = await PluginGateway.StartAsync(Routes + Global("limit: 1, window: 1h, by: ip") + Gold("{}"));

        Assert.Equal(200, (await host.GetAsync("/open", ("X-Forwarded-For", "192.0.2.1"))).Status);
        Assert.Equal(429, (await host.GetAsync(
            "/open", ("X-Forwarded-For", "192.0.2.2"), ("Forwarded", "for=192.0.2.3"), ("X-Real-IP", "192.0.2.4"))).Status);
    }

    [Fact]
    public async Task A_group_s_limit_takes_the_place_of_the_general_one()
    {
        await using var host = await PluginGateway.StartAsync(Routes + Global("limit: 1, window: 1h")
            + Gold("{ plugins: [ { name: rate-limit, options: { limit: 3, window: 1h } } ] }"));

        Assert.Equal([200, 429], await StatusesAsync(host, ("/one", "alice-key"), ("/one", "alice-key")));
        Assert.Equal([200, 200, 200, 429],
            await StatusesAsync(host, ("/one", "bob-key"), ("/two", "bob-key"), ("/one", "bob-key"), ("/two", "bob-key")));
    }

    [Fact]
    public async Task A_reload_forgets_no_request()
    {
        var yaml = Routes + Gold("{}");
        await using var host = await PluginGateway.StartAsync(yaml + Global("limit: 2, window: 1h"));
        Assert.Equal([200], await StatusesAsync(host, ("/one", "alice-key")));

        Assert.Empty(await host
            .ReloadAsync(yaml + Global("limit: 2, window: 60m") + "# another version\n")
            .WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal([200, 429], await StatusesAsync(host, ("/one", "alice-key"), ("/one", "alice-key")));

        Assert.Empty(await host.ReloadAsync(yaml + Global("limit: 3, window: 1h")).WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal([200], await StatusesAsync(host, ("/one", "alice-key")));
    }

    private static string Global(string options) => $"plugins: [ {{ name: rate-limit, options: {{ {options} }} }} ]\n";

    private static string Gold(string group) => $"groups: {{ gold: {group} }}\n";

    private static async Task<List<int>> StatusesAsync(GatewayTestHost host, params (string Path, string Key)[] requests)
    {
        var statuses = new List<int>();
        foreach (var (path, key) in requests)
            statuses.Add((key.Length == 0 ? await host.GetAsync(path) : await host.GetAsync(path, ("X-Api-Key", key))).Status);

        return statuses;
    }
}

using System.Text.Json.Nodes;
using GatewayKit.Admin.Tests.Endpoints;
using GatewayKit.Admin.Tests.Support;
using GatewayKit.Planning.Traffic;
using GatewayKit.Testing;

namespace GatewayKit.Admin.Tests.Planning;

/// <summary><c>POST /v1/plan</c> with a whole configuration.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private AdminHost _host = null!;

    public async Task InitializeAsync() => _host = await Shop.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_change_is_compared_for_the_last_requests_and_does_not_take_effect()
    {
        await SendAllAsync();

        var plan = await _host.PlanAsync(4, Change(("plugins:\n  - name: key-auth\n", "")));

        Assert.Equal((4, 2, 2), ((int)plan["requests"]!, (int)plan["withConsumer"]!, (int)plan["withoutCaller"]!));
        Assert.Equal(3, (int)plan["changed"]!);
        Assert.Equal(["protected", "refusal", "plugins"], plan["kinds"]!.AsArray().Select(kind => (string?)kind));
        var worst = plan["changes"]![0]!;
        Assert.Equal(("protected", "orders"), ((string?)worst["kind"], (string?)worst["after"]!["route"]));
        Assert.StartsWith("key-auth no longer runs", (string?)worst["differences"]![0]!["text"], StringComparison.Ordinal);
        Assert.EndsWith("/orders/1", (string?)worst["examples"]![0]!["url"], StringComparison.Ordinal);
        Assert.Equal(401, (int)(await _host.Gateway.Client.GetAsync("/orders/1").WaitAsync(AdminHost.Patience)).StatusCode);
    }

    [Fact]
    public async Task The_sample_is_described()
    {
        await SendAllAsync();

        var plan = await _host.PlanAsync(4, Change());

        Assert.Equal((0, 4L, true), ((int)plan["changed"]!, (long)plan["sample"]!["seen"]!, (bool)plan["isComplete"]!));
        var (from, to) = ((DateTimeOffset)plan["sample"]!["from"]!, (DateTimeOffset)plan["sample"]!["to"]!);
        Assert.InRange(to - from, TimeSpan.Zero, TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData("clusterId: orders\n    match: { path: \"/catalog\"", "clusterId: catalog\n    match: { path: \"/catalog\"")]
    [InlineData("methods: [GET, POST]", "methods: [POST]")]
    [InlineData("path: \"/orders/{**rest}\"", "path: \"/orders/{id:int}/{**rest}\"")]
    [InlineData("Accept-Language: de", "Accept-Language: fr")]
    [InlineData("groups: [gold], ", "")]
    [InlineData("key: alice-secret-key", "key: another-secret-key")]
    [InlineData("match: { path: \"/catalog\" }", "match: { path: \"/{**rest}\", hosts: [\"localhost\", \"127.0.0.1\"] }\n    order: -5")]
    [InlineData("encodedSlash: keep", "emptySegments: merge")]
    public async Task The_verdict_is_that_of_the_command_line(string from, string to)
    {
        const string Catalog = "clusters:\n  catalog: { destinations: { one: { address: \"http://127.0.0.1:1\" } } }\n";
        var after = Change((from, to), ("clusters:\n", Catalog));
        await SendAllAsync();
        await _host.SendAsync("GET", "/orders//5", ("X-Api-Key", "alice-secret-key"));
        await using var other = await GatewayTestHost.StartAsync(setup =>
        {
            setup.WithConfiguration(after.Replace("{upstream}", _host.Gateway.Upstream.Address.ToString(), StringComparison.Ordinal));
            Shop.UsePlugins(setup);
        }).WaitAsync(AdminHost.Patience);

        var plan = await _host.PlanAsync(5, after);
        var expected = await other.PlanAsync(
            _host.Gateway, Logged("GET", "/orders/1", "alice", 200), Logged("GET", "/orders/2", null, 401),
            Logged("DELETE", "/none", null, 404), Logged("GET", "/catalog", "bob", 200), Logged("GET", "/orders//5", null, 400));

        Assert.Equal(
            expected.Changes.Select(change => $"{change.Requests} " + string.Join(
                ';', change.Differences.Select(difference => difference.Text))),
            plan["changes"]!.AsArray().Select(change => $"{change!["requests"]} " + string.Join(
                ';', change["differences"]!.AsArray().Select(difference => (string?)difference!["text"]))));
        Assert.Equal(
            (expected.Requests, expected.Changed, expected.WithConsumer, expected.WithHiddenCaller, expected.Contradicted),
            (Count(plan, "requests"), Count(plan, "changed"), Count(plan, "withConsumer"), Count(plan, "withHiddenCaller"),
                Count(plan, "contradicted")));
    }

    [Fact]
    public async Task A_match_by_what_was_not_recorded_is_reported()
    {
        await _host.SendAsync("GET", "/catalog?page=1&api_key=planted", ("X-Api-Key", "bob-secret-key"), ("X-Canary", "planted"));
        await _host.SendAsync("GET", "/catalog", ("X-Api-Key", "bob-secret-key"));
        const string Canary = """
            match:
                  path: "/catalog"
                  headers: [ { name: X-Canary, values: ["1"] }, { name: X-Absent, values: ["1"] } ]
                  queryParameters: [ { name: page, mode: Exists } ]
            """;

        var plan = await _host.PlanAsync(2, Change(("match: { path: \"/catalog\" }", Canary.Trim())));

        Assert.Equal("""["X-Canary"]""", plan["unrecordedHeaders"]!.ToJsonString());
        Assert.Equal("""["page"]""", plan["unrecordedParameters"]!.ToJsonString());
        Assert.Equal(2, (int)plan["changed"]!);
        Assert.DoesNotContain("planted", plan.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_match_by_what_is_recorded_or_only_has_to_exist_is_not_reported()
    {
        await _host.SendAsync("GET", "/catalog?page=1", ("X-Api-Key", "bob-secret-key"), ("X-Canary", "planted"));
        const string Canary = """
            match:
                  path: "/catalog"
                  headers: [ { name: X-Canary, mode: Exists }, { name: X-Api-Key, mode: Exists } ]
            """;

        var plan = await _host.PlanAsync(1, Change(("match: { path: \"/catalog\" }", Canary.Trim())));

        Assert.Equal((0, "[]"), ((int)plan["changed"]!, plan["unrecordedHeaders"]!.ToJsonString()));
    }

    private static long Count(JsonNode plan, string key) => (long)plan[key]!;

    private async Task SendAllAsync()
    {
        await _host.SendAsync("GET", "/orders/1?code=planted", ("X-Api-Key", "alice-secret-key"), ("Cookie", "session=planted"));
        await _host.SendAsync("GET", "/orders/2", ("Authorization", "Bearer planted"));
        await _host.SendAsync("DELETE", "/none");
        await _host.SendAsync("GET", "/catalog", ("X-Api-Key", "bob-secret-key"));
    }

    private TrafficRequest Logged(string method, string target, string? consumer, int status) => new()
    {
        Method = method,
        Target = target,
        Host = _host.Gateway.Address.Authority,
        Scheme = "http",
        Consumer = consumer,
        Status = status,
    };

    private string Change(params (string From, string To)[] changes)
        => changes.Aggregate(Shop.Configuration, (text, change) =>
        {
            Assert.Contains(change.From, text, StringComparison.Ordinal);
            return text.Replace(change.From, change.To, StringComparison.Ordinal);
        }).Replace("{upstream}", _host.Gateway.Upstream.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);
}

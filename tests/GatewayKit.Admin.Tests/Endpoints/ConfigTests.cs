using System.Text.Json.Nodes;
using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Endpoints;

public sealed class ConfigTests : IAsyncLifetime
{
    private AdminHost _host = null!;

    public async Task InitializeAsync() => _host = await Shop.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_active_configuration_says_where_each_value_came_from()
    {
        var answer = await _host.ReadAsync("/v1/config");

        Assert.Equal(
            ["plugins", "routes", "clusters", "groups", "consumers", "paths"],
            answer["config"]!.AsObject().Select(section => section.Key));
        Assert.StartsWith("test.yaml:6:", (string?)answer["places"]!["/routes/orders/match/path"], StringComparison.Ordinal);
        Assert.Equal("keep", (string?)answer["config"]!["paths"]!["encodedSlash"]);
        Assert.Contains("test.yaml", answer["sources"]!.AsArray().Select(source => (string?)source!["name"]));
    }

    [Fact]
    public async Task A_rejected_change_is_listed_until_a_later_one_is_active()
    {
        await _host.Gateway.ReloadAsync("routes: { broken: { unknown: 1 } }");
        var rejected = Assert.Single((await _host.ReadAsync("/v1/errors"))["items"]!.AsArray())!;
        await _host.Gateway.ReloadAsync("{}");
        var resolved = Assert.Single((await _host.ReadAsync("/v1/errors"))["items"]!.AsArray())!;

        Assert.Equal("test.yaml", (string?)rejected["source"]);
        Assert.StartsWith("test.yaml:1:", (string?)rejected["errors"]![0]!["location"], StringComparison.Ordinal);
        Assert.StartsWith("routes.broken", (string?)rejected["errors"]![0]!["message"], StringComparison.Ordinal);
        Assert.Null(rejected["resolvedAt"]);
        Assert.NotNull(resolved["resolvedAt"]);
    }

    [Fact]
    public async Task The_latest_of_many_errors_comes_first()
    {
        for (var i = 0; i < 3; i++)
            await _host.Gateway.ReloadAsync($"routes: {{ r{i}: {{ unknown: 1 }} }}");

        var first = await _host.ReadAsync("/v1/errors?limit=2");
        var rest = await _host.ReadAsync($"/v1/errors?limit=2&cursor={(string?)first["next"]}");

        Assert.Equal(["routes.r2", "routes.r1"], first["items"]!.AsArray().Select(Where));
        Assert.Equal(["routes.r0"], rest["items"]!.AsArray().Select(Where));
    }

    private static string Where(JsonNode? item) => ((string)item!["errors"]![0]!["message"]!).Split(':')[0];
}

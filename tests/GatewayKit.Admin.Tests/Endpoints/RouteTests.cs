using System.Text.Json.Nodes;
using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Endpoints;

public sealed class RouteTests : IAsyncLifetime
{
    private AdminHost _host = null!;

    public async Task InitializeAsync() => _host = await Shop.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_routes_are_listed_by_id_in_the_form_of_a_configuration()
    {
        var items = (await _host.ReadAsync("/v1/routes"))["items"]!.AsArray();

        Assert.Equal(["catalog", "orders"], items.Select(item => (string?)item!["id"]));
        Assert.StartsWith("test.yaml:", (string?)items[1]!["location"], StringComparison.Ordinal);
        Assert.Equal(
            """{"clusterId":"orders","match":{"methods":["GET","POST"],"path":"/orders/{**rest}"},"plugins":["""
                + """{"name":"request-transform","options":{"add":{"headers":{"Accept-Language":"de"}},"maxBodySize":"1MB"}}]}""",
            Sorted(items[1]!["content"]!));
    }

    [Fact]
    public async Task A_route_has_the_places_of_its_values_and_the_plugins_of_all_scopes()
    {
        var route = await _host.ReadAsync("/v1/routes/orders");

        Assert.StartsWith("test.yaml:6:", (string?)route["places"]!["/match/path"], StringComparison.Ordinal);
        Assert.StartsWith(
            "test.yaml:9:", (string?)route["places"]!["/plugins/0/options/add/headers/Accept-Language"], StringComparison.Ordinal);
        Assert.Equal(["key-auth", "request-transform"], route["pipeline"]!.AsArray().Select(plugin => (string?)plugin!["name"]));
        Assert.Equal(["global", "route"], route["pipeline"]!.AsArray().Select(plugin => (string?)plugin!["scope"]));
    }

    [Fact]
    public async Task An_id_is_found_in_any_case_and_shown_as_written()
        => Assert.Equal("orders", (string?)(await _host.ReadAsync("/v1/routes/ORDERS"))["id"]);

    [Fact]
    public async Task An_unknown_route_is_a_problem()
    {
        var answer = await _host.GetAsync("/v1/routes/nothing");

        Assert.Equal((404, "The active configuration has no route 'nothing'."), (answer.Status, answer.Detail));
    }

    [Fact]
    public async Task Pages_have_all_routes_one_after_the_other()
    {
        var first = await _host.ReadAsync("/v1/routes?limit=1");
        var second = await _host.ReadAsync($"/v1/routes?limit=1&cursor={(string?)first["next"]}");

        Assert.Equal("catalog", (string?)Assert.Single(first["items"]!.AsArray())!["id"]);
        Assert.Equal("orders", (string?)Assert.Single(second["items"]!.AsArray())!["id"]);
        Assert.Null(second["next"]);
    }

    [Theory]
    [InlineData("limit=0", "limit: it must be a number from 1 to 1000.")]
    [InlineData("limit=1001", "limit: it must be a number from 1 to 1000.")]
    [InlineData("limit=many", "limit: it must be a number from 1 to 1000.")]
    [InlineData("cursor=*", "cursor: it must be the 'next' of another page.")]
    public async Task An_invalid_parameter_is_a_problem(string query, string detail)
    {
        var answer = await _host.GetAsync($"/v1/routes?{query}");

        Assert.Equal((400, detail), (answer.Status, answer.Detail));
        Assert.Equal(query.Split('=')[0], (string?)answer.Json["errors"]![0]!["location"]);
    }

    [Theory]
    [InlineData("/v1/routes")]
    [InlineData("/v1/routes/orders")]
    [InlineData("/v1/clusters")]
    [InlineData("/v1/consumers/alice")]
    [InlineData("/v1/config")]
    public async Task An_answer_that_the_client_knows_is_not_sent_again(string path)
    {
        var tag = (await _host.GetAsync(path)).Headers["ETag"];

        var again = await _host.GetAsync(path, null, ("If-None-Match", $"\"other\", {tag}"));
        Assert.Equal((304, ""), (again.Status, again.Text));
        Assert.Equal(tag, again.Headers["ETag"]);
        Assert.Equal(200, (await _host.GetAsync(path, null, ("If-None-Match", "\"other\""))).Status);
    }

    private static string Sorted(JsonNode node) => node switch
    {
        JsonObject json => "{" + string.Join(",", json.OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => $"\"{m.Key}\":{Sorted(m.Value!)}")) + "}",
        JsonArray list => "[" + string.Join(",", list.Select(item => Sorted(item!))) + "]",
        _ => node.ToJsonString(),
    };
}

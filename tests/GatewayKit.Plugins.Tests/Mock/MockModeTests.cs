using System.Text;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Mock;

public sealed class MockModeTests : IDisposable
{
    private const string Tom = "[{\"name\":\"Tom\"}]";
    private readonly ApiFile _api = new();

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task What_the_upstream_has_not_is_mocked(int status)
    {
        await using var host = await StartAsync(_api.Entry("mode: unimplemented"), status);

        var answer = await host.GetAsync("/pets");

        Assert.Equal((200, Tom, "?1"), (answer.Status, answer.Body, answer.Header("Gateway-Mocked")));
        Assert.Single(host.Upstream.Requests);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(503)]
    public async Task What_the_upstream_has_is_its_own(int status)
    {
        await using var host = await StartAsync(_api.Entry("mode: unimplemented"), status);

        var answer = await host.GetAsync("/pets");

        Assert.Equal((status, "upstream", null), (answer.Status, answer.Body, answer.Header("Gateway-Mocked")));
    }

    [Fact]
    public async Task What_the_document_has_not_is_the_upstreams_too()
    {
        await using var host = await StartAsync(_api.Entry("mode: unimplemented"), 404);

        Assert.Equal((404, "upstream"), Of(await host.GetAsync("/dogs")));
    }

    [Theory]
    [InlineData("operations: { listPets: {} }", 200)]
    [InlineData("operations: { listPets: { mode: always } }", 200)]
    [InlineData("operations: { listPets: { mode: unimplemented, status: 503 } }", 201)]
    public async Task A_listed_operation_is_mocked_without_asking_unless_it_says_otherwise(string operations, int status)
    {
        await using var host = await StartAsync(_api.Entry($"mode: unimplemented, {operations}"), 201);

        Assert.Equal(status, (await host.GetAsync("/pets")).Status);
        Assert.Equal(status == 200 ? 0 : 1, host.Upstream.Requests.Count);
    }

    [Fact]
    public async Task A_single_operation_can_be_left_to_the_upstream()
    {
        await using var host = await StartAsync(_api.Entry("operations: { listPets: { mode: fallback } }"), 200);

        Assert.Equal("upstream", (await host.GetAsync("/pets")).Body);
        Assert.Equal(401, (await host.SendAsync(HttpMethod.Post, "/pets")).Status);
    }

    [Fact]
    public async Task An_upstream_that_is_absent_is_replaced()
    {
        await using var host = await PluginGateway.StartAsync($$"""
            routes: { all: { clusterId: up, match: { path: "/{**rest}" }, plugins: [ {{_api.Entry("mode: fallback")}} ] } }
            clusters: { up: { destinations: { one: { address: "http://127.0.0.1:1" } } } }
            """);

        Assert.Equal((200, Tom), Of(await host.GetAsync("/pets")));
        Assert.Equal(502, (await host.GetAsync("/dogs")).Status);
    }

    [Fact]
    public async Task A_cluster_without_destination_is_replaced()
    {
        await using var host = await PluginGateway.StartAsync($$"""
            routes: { all: { clusterId: up, match: { path: "/{**rest}" }, plugins: [ {{_api.Entry("mode: fallback")}} ] } }
            clusters: { up: { destinations: {} } }
            """);

        Assert.Equal((200, Tom), Of(await host.GetAsync("/pets")));
    }

    [Fact]
    public async Task An_upstream_that_is_too_slow_is_replaced()
    {
        await using var host = await PluginGateway.StartAsync(
            $$"""
            routes: { all: { clusterId: up, match: { path: "/{**rest}" }, plugins: [ {{_api.Entry("mode: fallback")}} ] } }
            clusters: { up: { httpRequest: { activityTimeout: "00:00:00.200" }, destinations: { one: { address: "{upstream}" } } } }
            """,
            setup => setup.WithUpstream(http => Task.Delay(Timeout.Infinite, http.RequestAborted)));

        Assert.Equal((200, Tom), Of(await host.GetAsync("/pets")));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_upstream_that_answers_is_not_replaced(int status)
    {
        await using var host = await StartAsync(_api.Entry("mode: fallback"), status);

        Assert.Equal((status, "upstream"), Of(await host.GetAsync("/pets")));
    }

    [Fact]
    public async Task The_body_that_the_upstream_got_is_validated_as_well()
    {
        var bodies = new List<string>();
        await using var host =
            await PluginGateway.StartAsync(
                PluginGateway.OneRoute(_api.Entry("mode: unimplemented")), setup => setup.WithUpstream(async http =>
                {
                    using var reader = new StreamReader(http.Request.Body);
                    bodies.Add(await reader.ReadToEndAsync(http.RequestAborted));
                    http.Response.StatusCode = 501;
                }));
        host.Client.DefaultRequestHeaders.Add("X-Api-Key", "any");

        Assert.Equal(201, await PostAsync(host, "{\"name\":\"Rex\"}"));
        Assert.Equal(422, await PostAsync(host, "{}"));
        Assert.Equal(["{\"name\":\"Rex\"}", "{}"], bodies);
    }

    [Fact]
    public async Task Without_a_cluster_there_is_nothing_but_the_mock()
    {
        await using var host = await PluginGateway.StartAsync($$"""
            routes: { all: { match: { path: "/{**rest}" }, plugins: [ {{_api.Entry("mode: unimplemented")}} ] } }
            """);

        Assert.Equal(Tom, (await host.GetAsync("/pets")).Body);
        Assert.Equal(404, (await host.GetAsync("/dogs")).Status);
    }

    [Fact]
    public async Task A_fixed_answer_can_wait_for_its_turn_too()
    {
        await using var host = await StartAsync("{ name: mock, options: { mode: unimplemented, status: 418 } }", 404);

        Assert.Equal(418, (await host.GetAsync("/pets")).Status);
    }

    public void Dispose() => _api.Dispose();

    private static (int, string) Of(Answer answer) => (answer.Status, answer.Body);

    private static async Task<int> PostAsync(GatewayTestHost host, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await host.Client.PostAsync(new Uri("/pets", UriKind.Relative), content).WaitAsync(TimeSpan.FromSeconds(60));
        return (int)response.StatusCode;
    }

    private static Task<GatewayTestHost> StartAsync(string plugin, int status) => PluginGateway.StartAsync(
        PluginGateway.OneRoute(plugin),
        setup => setup.WithUpstream(http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync("upstream");
        }));
}

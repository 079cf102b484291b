using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Proxy;

public sealed class MaintenanceTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_route_in_maintenance_answers_with_a_problem_and_sends_nothing()
    {
        var requests = 0;
        await using var host = await StartAsync("maintenance: { retryAfter: 5m }", onRequest: () => requests++);

        using var response = await host.Client.GetAsync("/a").WaitAsync(s_patience);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("300", response.Headers.GetValues("Retry-After").Single());
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>().WaitAsync(s_patience);
        Assert.Equal("This API is in maintenance. Try again later.", problem.GetProperty("detail").GetString());
        Assert.Equal(0, requests);
    }

    [Fact]
    public async Task A_response_in_maintenance_can_have_its_own_status_and_body()
    {
        await using var host = await StartAsync("maintenance: { status: 410, contentType: text/html, body: '<p>Moved' }");

        using var response = await host.Client.GetAsync("/a").WaitAsync(s_patience);

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("<p>Moved", await response.Content.ReadAsStringAsync().WaitAsync(s_patience));
    }

    [Fact]
    public async Task A_route_whose_maintenance_is_not_enabled_serves()
    {
        await using var host = await StartAsync("maintenance: { enabled: false }");

        Assert.Equal("upstream", await host.Client.GetStringAsync("/a").WaitAsync(s_patience));
    }

    [Fact]
    public async Task Callers_are_authenticated_before_and_other_plugins_do_not_run()
    {
        var probe = new Probe();
        await using var host = await StartAsync(
            "maintenance: {}, plugins: [ { name: probe, id: a, stage: edge, options: { name: a } }, { name: token }, { name: probe } ]",
            probe: probe);

        using var unknown = await host.Client.GetAsync("/a").WaitAsync(s_patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/a") { Headers = { { "X-Token", "alice" } } };
        using var known = await host.Client.SendAsync(request).WaitAsync(s_patience);

        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, known.StatusCode);
        await probe.Completed.Task.WaitAsync(s_patience);
        Assert.Contains("a response 503 Gateway", probe.Events);
        Assert.All(probe.Events, seen => Assert.StartsWith("a ", seen, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("maintenance: { status: 200 }", "maintenance.status is 200; it must be between 400 and 599")]
    [InlineData("maintenance: { retryAfter: 0s }", "maintenance.retryAfter is 0s")]
    [InlineData("maintenance: { contentType: text/html }", "maintenance.contentType needs a body")]
    public async Task Settings_that_are_not_valid_are_errors(string settings, string error)
    {
        await using var host = await StartAsync("order: 0");

        Assert.Contains(
            await host.ReloadAsync(Configuration(settings)).WaitAsync(s_patience),
            message => message.Contains(error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reload_begins_and_ends_the_maintenance()
    {
        await using var host = await StartAsync("order: 0");

        Assert.Empty(await host.ReloadAsync(Configuration("maintenance: {}")).WaitAsync(s_patience));
        using var during = await host.Client.GetAsync("/a").WaitAsync(s_patience);
        Assert.Empty(await host.ReloadAsync(Configuration("order: 0")).WaitAsync(s_patience));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, during.StatusCode);
        Assert.Equal("upstream", await host.Client.GetStringAsync("/a").WaitAsync(s_patience));
    }

    private static Task<GatewayTestHost> StartAsync(string settings, Action? onRequest = null, Probe? probe = null)
        => GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<TokenPlugin>()
            .WithPlugin<ProbePlugin>()
            .WithGateway(gateway => gateway.Services.AddSingleton(probe ?? new Probe()))
            .WithUpstream(http =>
            {
                onRequest?.Invoke();
                return http.Response.WriteAsync("upstream");
            })
            .WithConfiguration(Configuration(settings))).WaitAsync(s_patience);

    private static string Configuration(string settings) => $$"""
        routes: { a: { clusterId: a, match: { path: /a }, {{settings}} } }
        clusters: { a: { destinations: { one: { address: "{upstream}" } } } }
        """;
}

using System.Net;
using GatewayKit.Runtime;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Proxy.Routing;

public sealed class RouteTableTests
{
    private const string One = "routes: { one: { clusterId: up, match: { path: /one } } }\n" + ProbeHost.Cluster;
    private const string Two = "routes: { two: { clusterId: up, match: { path: /two } } }\n" + ProbeHost.Cluster;

    [Fact]
    public async Task Routes_that_the_hosts_routing_throws_for_are_refused_and_the_next_ones_are_served()
    {
        await using var gateway = await ProbeHost.StartAsync(
            new Probe(), "routes: { one: { clusterId: up, match: { path: /one } } }",
            setup => setup.WithGateway(g => g.Services.AddSingleton<MatcherPolicy, PickyMatcherPolicy>()));
        await gateway.Client.GetAsync("/one");

        var errors = await gateway.ReloadAsync(Two.Replace("two:", "poison:", StringComparison.Ordinal));

        Assert.Contains("The routes can't be matched: poison", Assert.Single(errors), StringComparison.Ordinal);
        Assert.Equal((200, 404), await AskAsync(gateway.Client));
        Assert.Empty(await gateway.ReloadAsync(Two));
        Assert.Equal((404, 200), await AskAsync(gateway.Client));
    }

    [Fact]
    public async Task A_start_fails_if_the_hosts_routing_throws_for_the_routes()
    {
        var refused = await Assert.ThrowsAsync<GatewayKit.Configuration.GatewayConfigException>(() => ProbeHost.StartAsync(
            new Probe(), "routes: { poison: { match: { path: /one } } }",
            setup => setup.WithGateway(g => g.Services.AddSingleton<MatcherPolicy, PickyMatcherPolicy>())));

        Assert.Contains("routes: they can't be matched: poison", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reloads_and_changes_of_the_hosts_endpoints_are_served_after_one_that_is_invalid()
    {
        using var endpoints = new ChangingEndpoints();
        await using var gateway = await ProbeHost.StartAsync(
            new Probe(), "routes: { one: { clusterId: up, match: { path: /one } } }",
            setup => setup.WithApp(app => ((IEndpointRouteBuilder)app).DataSources.Add(endpoints)));
        await gateway.Client.GetAsync("/one");
        endpoints.Change("/broken/{id:intt}");
        Assert.Contains(gateway.Logs.Lines, line => line.Contains("Endpoints of the host can't be matched", StringComparison.Ordinal));
        endpoints.Change("/mended");

        Assert.Empty(await gateway.ReloadAsync(Two));

        Assert.Equal((404, 200), await AskAsync(gateway.Client));
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/mended")).StatusCode);
        Assert.True(gateway.Services.GetRequiredService<Readiness>().IsReady);
    }

    [Fact]
    public async Task A_reload_before_the_first_request_is_served()
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), "routes: { one: { clusterId: up, match: { path: /one } } }");

        Assert.Empty(await gateway.ReloadAsync(Two));
        Assert.Equal((404, 200), await AskAsync(gateway.Client));
        Assert.Empty(await gateway.ReloadAsync("{}"));
        Assert.Equal((404, 404), await AskAsync(gateway.Client));
        Assert.Empty(await gateway.ReloadAsync(One));
        Assert.Equal((200, 404), await AskAsync(gateway.Client));
        Assert.True(gateway.Services.GetRequiredService<Readiness>().IsReady);
    }

    private static async Task<(int One, int Two)> AskAsync(HttpClient client)
    {
        using var one = await client.GetAsync("/one");
        using var two = await client.GetAsync("/two");
        return ((int)one.StatusCode, (int)two.StatusCode);
    }
}

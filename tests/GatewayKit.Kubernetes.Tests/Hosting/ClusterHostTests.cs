using System.Net;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer;

namespace GatewayKit.Kubernetes.Tests.Hosting;

public sealed class ClusterHostTests
{
    [Fact]
    public async Task A_route_of_the_cluster_is_served_and_has_a_status()
    {
        await using var host = await ClusterHost.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("/", "other.test")).StatusCode);
        Assert.True(host.State.IsServing);
    }

    [Fact]
    public async Task A_change_is_served_and_written_once()
    {
        await using var host = await ClusterHost.StartAsync();
        await host.Api.WaitAsync("Gateway", "default", "gateway", HasRoutes, ClusterHost.Limit);
        host.Api.Requests.Clear();

        host.Api.Change("HTTPRoute", "default", "web", route => route["spec"]!["hostnames"]![0] = "new.test");
        await host.Api.WaitAsync(
            "HTTPRoute", "default", "web",
            route => ClusterHost.Condition(route, "Accepted", "observedGeneration") == $"{route!["metadata"]!["generation"]}",
            ClusterHost.Limit);

        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/", "new.test")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("/", "web.test")).StatusCode);
        Assert.Equal(1, host.Api.Requests.Count("patch", "httproutes/status"));
    }

    [Fact]
    public async Task A_lost_API_server_changes_nothing_for_traffic_and_its_return_brings_the_changes()
    {
        await using var host = await ClusterHost.StartAsync();
        using var client = new HttpClient();
        var gateway = host.Api.Get("Gateway", "default", "gateway")!;
        var address = $"http://{(string)gateway["status"]!["addresses"]![0]!["value"]!}:{host.Port}/";
        await host.Api.StopAsync();

        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, address, "web.test"));
        await host.Api.RestartAsync();
        host.Api.Change("HTTPRoute", "default", "web", route => route["spec"]!["hostnames"]![0] = "new.test");
        await host.Api.WaitAsync(
            "HTTPRoute", "default", "web",
            route => ClusterHost.Condition(route, "Accepted", "observedGeneration") == $"{route!["metadata"]!["generation"]}",
            ClusterHost.Limit);

        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, address, "new.test"));
    }

    [Fact]
    public async Task One_gateway_of_two_writes()
    {
        await using var host = await ClusterHost.StartAsync();
        await using var second = await host.StartGatewayAsync();

        var holder = (string?)host.Api.List("Lease", "default").Single()["spec"]!["holderIdentity"];
        await host.Gateway.DisposeAsync();
        await host.Api.WaitAsync(
            "Lease", "default", "gatewaykit.io.gateway-controller",
            lease => (string?)lease?["spec"]?["holderIdentity"] is { Length: > 0 } next && next != holder, ClusterHost.Limit);
    }

    [Fact]
    public async Task A_Gateway_that_leaves_while_the_leader_changes_loses_its_status()
    {
        await using var host = await ClusterHost.StartAsync();
        await using var second = await host.StartGatewayAsync();
        await host.Gateway.DisposeAsync();

        host.Api.Change("Gateway", "default", "gateway", gateway => gateway["spec"]!["gatewayClassName"] = "other");

        await host.Api.WaitAsync(
            "Gateway", "default", "gateway",
            gateway => gateway!["status"]!["conditions"]!.AsArray().All(condition => (string?)condition!["status"] == "Unknown")
                && gateway["status"]!["addresses"] is not JsonArray { Count: > 0 },
            ClusterHost.Limit);
    }

    private static bool HasRoutes(JsonObject? gateway)
        => (int?)gateway?["status"]?["listeners"]?[0]?["attachedRoutes"] == 1;

    private static async Task<HttpStatusCode> GetAsync(HttpClient client, string address, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = host;
        return (await client.SendAsync(request).WaitAsync(ClusterHost.Limit)).StatusCode;
    }
}

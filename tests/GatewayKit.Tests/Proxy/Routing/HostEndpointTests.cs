using System.Diagnostics.Metrics;
using System.Net;
using GatewayKit.Hosting;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Proxy.Routing;

/// <summary>The host's own endpoints beside the gateway's, in the host's own routing.</summary>
public sealed class HostEndpointTests
{
    private const string Routes = """
        routes:
          all: { clusterId: up, match: { path: "/{**rest}", hosts: [ "all.example" ] } }
          own: { clusterId: up, match: { path: /own, methods: [ POST ] } }
          one: { clusterId: up, match: { path: "/items/{id:int}", hosts: [ "*.one.example" ], methods: [ GET ] } }
        """;

    [Theory]
    [InlineData("GET", "/own", "all.example", 218)]
    [InlineData("GET", "/own", "localhost", 218)]
    [InlineData("POST", "/own", "localhost", 200)]
    [InlineData("PUT", "/own", "localhost", 404)]
    [InlineData("PUT", "/own", "all.example", 200)]
    [InlineData("GET", "/quick", "localhost", 219)]
    [InlineData("GET", "/quick", "all.example", 219)]
    [InlineData("GET", "/only", "only.example", 220)]
    [InlineData("GET", "/only", "other.example", 404)]
    [InlineData("GET", "/only", "all.example", 200)]
    [InlineData("GET", "/items/7", "a.one.example", 200)]
    [InlineData("GET", "/items/x", "a.one.example", 404)]
    [InlineData("GET", "/items/7", "a.name.that.is.far.longer.than.each.pattern.one.example", 200)]
    [InlineData("GET", "/items/7", "one.example", 404)]
    [InlineData("GET", "/later", "localhost", 221)]
    public async Task Each_endpoint_serves_its_requests(string method, string path, string host, int status)
    {
        await using var gateway = await StartAsync();

        Assert.Equal(status, await AskAsync(gateway, method, path, host));
    }

    [Theory]
    [InlineData("GET", "/own", "localhost", 218)]
    [InlineData("POST", "/own", "localhost", 200)]
    [InlineData("PUT", "/own", "localhost", 404)]
    [InlineData("GET", "/nowhere", "localhost", 404)]
    [InlineData("GET", "/x", "all.example", 200)]
    public async Task A_policy_of_the_host_can_wait(string method, string path, string host, int status)
    {
        await using var gateway = await StartAsync(g => g.Services.AddSingleton<MatcherPolicy, WaitingMatcherPolicy>());

        Assert.Equal(status, await AskAsync(gateway, method, path, host));
    }

    [Fact]
    public async Task An_endpoint_of_the_host_that_is_short_circuited_runs_once()
    {
        var runs = 0;
        await using var gateway = await ProbeHost.StartAsync(new Probe(), Routes, setup => setup
            .WithApp(app => app.MapGet("/quick", () => Interlocked.Increment(ref runs)).ShortCircuit()));

        await AskAsync(gateway, "GET", "/quick", "localhost");

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_request_counts_as_one_attempt_to_match()
    {
        await using var gateway = await StartAsync();
        var meters = gateway.Services.GetRequiredService<IMeterFactory>();
        var attempts = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Name == "aspnetcore.routing.match_attempts" && ReferenceEquals(instrument.Meter.Scope, meters))
                    own.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref attempts, count));
        listener.Start();

        await AskAsync(gateway, "GET", "/x", "all.example");

        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task Routes_of_the_host_that_change_are_served_without_a_reload()
    {
        using var endpoints = new ChangingEndpoints();
        await using var gateway = await ProbeHost.StartAsync(
            new Probe(), Routes, setup => setup.WithApp(app => ((IEndpointRouteBuilder)app).DataSources.Add(endpoints)));
        Assert.Equal(404, await AskAsync(gateway, "GET", "/added", "localhost"));

        endpoints.Change("/added");

        Assert.Equal(200, await AskAsync(gateway, "GET", "/added", "localhost"));
        endpoints.Change("/moved");
        Assert.Equal(404, await AskAsync(gateway, "GET", "/added", "localhost"));
    }

    private static Task<GatewayTestHost> StartAsync(Action<GatewayKitBuilder>? compose = null)
        => ProbeHost.StartAsync(new Probe(), Routes, setup => setup.WithGateway(compose ?? (_ => { })).WithApp(Map));

    private static void Map(WebApplication app)
    {
        app.MapGet("/own", () => Results.StatusCode(218));
        app.MapGet("/quick", () => Results.StatusCode(219)).ShortCircuit();
        app.MapGet("/only", () => Results.StatusCode(220)).RequireHost("only.example");
        app.MapGroup("/later").MapGet("", () => Results.StatusCode(221));
    }

    private static async Task<int> AskAsync(GatewayTestHost gateway, string method, string path, string host)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Host = host;
        using var response = await gateway.Client.SendAsync(request);
        return (int)response.StatusCode;
    }
}

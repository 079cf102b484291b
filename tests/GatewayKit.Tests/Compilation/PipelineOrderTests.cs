using System.Net;
using GatewayKit.Tests.Pipeline;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Tests.Compilation;

public sealed class PipelineOrderTests
{
    private readonly Probe _probe = new();

    [Fact]
    public async Task A_request_goes_down_the_list_and_the_response_comes_up_it()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route("""
            - { name: probe, id: a, options: { name: a } }
            - { name: probe, id: b, options: { name: b } }
            """));

        var body = await gateway.Client.GetStringAsync("/x");
        await _probe.Completed.Task.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal("upstream", body);
        Assert.Equal(
            [
                "a request", "b request", "a upstream-request", "b upstream-request",
                "b response 200 Upstream", "a response 200 Upstream", "b completed 200", "a completed 200",
            ],
            _probe.Events);
    }

    [Fact]
    public async Task Only_the_plugins_above_an_answer_see_it_and_the_upstream_never_does()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route("""
            - { name: probe, id: a, options: { name: a } }
            - { name: probe, id: b, options: { name: b, answer: 418 } }
            - { name: probe, id: c, options: { name: c } }
            """));

        var response = await gateway.Client.GetAsync("/x");
        await _probe.Completed.Task.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(418, (int)response.StatusCode);
        Assert.Empty(gateway.Upstream.Requests);
        Assert.Equal(["a request", "b request", "a response 418 Plugin", "b completed 418", "a completed 418"], _probe.Events);
    }

    [Fact]
    public async Task A_replaced_response_is_handed_on_to_the_plugins_above()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route("""
            - { name: probe, id: a, options: { name: a } }
            - { name: probe, id: b, options: { name: b, replace: 299 } }
            """));

        var response = await gateway.Client.GetAsync("/x");

        Assert.Equal(299, (int)response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        Assert.Contains("a response 299 Plugin", _probe.Events);
    }

    [Fact]
    public async Task Stages_order_kinds_of_plugins_and_the_configuration_orders_within_a_stage()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route("""
            - { name: probe, id: c, options: { name: c } }
            - { name: probe, id: d, options: { name: d } }
            - { name: probe, id: a, stage: edge, options: { name: a } }
            - { name: probe, id: b, stage: traffic, options: { name: b } }
            """));

        await gateway.Client.GetAsync("/x");

        Assert.Equal(["a request", "b request", "c request", "d request"], _probe.Events.Take(4));
    }

    [Fact]
    public async Task A_more_specific_entry_takes_the_place_of_the_less_specific_one()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, """
            plugins:
              - { name: probe, id: first, options: { name: global } }
              - { name: probe, id: second, options: { name: second } }
            """ + "\n" + ProbeHost.Route("""
            - { name: probe, id: first, options: { name: route } }
            """));

        await gateway.Client.GetAsync("/x");

        Assert.Equal(["route request", "second request"], _probe.Events.Take(2));
    }

    [Fact]
    public async Task A_disabled_entry_switches_off_the_less_specific_one()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, """
            plugins: [ { name: probe } ]
            """ + "\n" + ProbeHost.Route("- { name: probe, enabled: false }"));

        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/x")).StatusCode);
        Assert.Empty(_probe.Events);
    }

    [Fact]
    public async Task A_disabled_entry_needs_no_options()
    {
        await using var gateway = await ProbeHost.StartAsync(
            _probe, ProbeHost.Route("- { name: secretive, enabled: false }"), setup => setup.WithPlugin<Explaining.SecretivePlugin>());

        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/x")).StatusCode);
    }

    [Fact]
    public async Task Each_entry_has_a_state_of_its_own()
    {
        _probe.OnRequest = context =>
        {
            Assert.Null(context.State);
            context.State = context.Http.TraceIdentifier;
            return HookResult.Continue;
        };
        _probe.OnResponse = context =>
        {
            context.Http.Response.Headers["X-State"] = StringValues.Concat(
                context.Http.Response.Headers["X-State"], context.State as string == context.Http.TraceIdentifier ? "kept" : "lost");
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route("""
            - { name: probe, id: a, options: { name: a, runs: true } }
            - { name: probe, id: b, options: { name: b, runs: true } }
            """));

        var response = await gateway.Client.GetAsync("/x");

        Assert.Equal(["kept", "kept"], response.Headers.GetValues("X-State"));
    }

    [Fact]
    public async Task A_route_without_a_cluster_and_without_an_answer_is_503()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, """
            routes: { all: { match: { path: "/{**rest}" } } }
            """);

        var response = await gateway.Client.GetAsync("/x");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}

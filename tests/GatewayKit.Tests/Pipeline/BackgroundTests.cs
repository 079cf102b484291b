using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Pipeline;

/// <summary>Exchanges that continue without their client.</summary>
public sealed class BackgroundTests
{
    private const string Three = """
        - { name: probe, id: a, options: { name: a } }
        - { name: probe, id: b, options: { name: b, runs: true } }
        - { name: probe, id: c, options: { name: c } }
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Probe _probe = new();
    private readonly TaskCompletionSource _go = new();
    private bool _hasStarted;
    private object? _state;
    private string? _received;

    [Fact]
    public async Task The_entries_below_the_upstream_and_the_entry_itself_see_it_and_the_client_doesnt_wait()
    {
        AnswerAndContinue();
        await using var host = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Three), setup => setup.WithUpstream(async http =>
        {
            _received = $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString} {http.Request.Headers["X-A"]}";
            await _go.Task.WaitAsync(s_patience);
            await http.Response.WriteAsync("body");
        }));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/x%20y?z=1") { Headers = { { "X-A", "1" } } };
        using var response = await host.Client.SendAsync(request).WaitAsync(s_patience);
        Assert.Equal((203, true), ((int)response.StatusCode, _hasStarted));
        _go.SetResult();
        await SawAsync("b completed 200");

        Assert.Equal(("GET /x%20y?z=1 1", "state"), (_received, _state));
        Assert.Equal(
            [
                "a completed 203", "a request", "a response 203 Plugin", "a upstream-request", "b completed 200", "b completed 203",
                "b request", "b response 200 Upstream", "b upstream-request", "c completed 200", "c request", "c response 200 Upstream",
                "c upstream-request",
            ],
            _probe.Events.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_gives_the_permit_of_its_cluster_back()
    {
        AnswerAndContinue();
        await using var host = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<ProbePlugin>()
            .WithGateway(gateway => gateway.Services.AddSingleton(_probe))
            .WithUpstream(http => http.Response.WriteAsync("body"))
            .WithConfiguration(ProbeHost.Route(Three) + """

                clusters:
                  up:
                    destinations: { one: { address: "{upstream}" } }
                    policies: { concurrency: { limit: 1, queue: 1, queueTimeout: 30s } }
                """)).WaitAsync(s_patience);

        for (var i = 1; i <= 3; i++)
        {
            using var response = await host.Client.GetAsync("/").WaitAsync(s_patience);
            await UntilAsync(() => _probe.Events.Count(seen => seen.StartsWith("b completed 200", StringComparison.Ordinal)) == i);
        }
    }

    [Theory]
    [InlineData("timeout: \"00:00:50\"")]
    [InlineData("timeoutPolicy: long")]
    public async Task A_route_with_a_timeout_bounds_it(string timeout)
    {
        AnswerAndContinue();
        await using var host = await ProbeHost.StartAsync(
            _probe, ProbeHost.Route(Three, timeout),
            setup => setup.WithUpstream(http => http.Response.WriteAsync("body"))
                .WithGateway(g => g.Services.AddRequestTimeouts(o => o.AddPolicy("long", TimeSpan.FromSeconds(50)))));

        using var response = await host.Client.GetAsync("/").WaitAsync(s_patience);

        await SawAsync("b completed 200");
    }

    [Fact]
    public async Task A_failure_of_the_upstream_is_one_of_the_entries_below_and_the_entry_itself()
    {
        AnswerAndContinue();
        await using var host = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Three));
        await host.Upstream.StopAsync().WaitAsync(s_patience);

        using var response = await host.Client.GetAsync("/").WaitAsync(s_patience);
        await SawAsync("b completed 502");

        Assert.Contains("b error UpstreamFailureException", _probe.Events);
        Assert.DoesNotContain("a error UpstreamFailureException", _probe.Events);
    }

    [Fact]
    public async Task A_request_with_a_body_cant_continue()
    {
        AnswerAndContinue();
        await using var host = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Three));

        using var content = new StringContent("body");
        using var response = await host.Client.PostAsync("/", content).WaitAsync(s_patience);

        Assert.Equal((203, false), ((int)response.StatusCode, _hasStarted));
        Assert.DoesNotContain("c request", _probe.Events);
    }

    private void AnswerAndContinue()
    {
        _probe.OnRequest = context =>
        {
            _hasStarted = context.TryContinueInBackground("state");
            return HookResult.Respond(new GatewayResponse(203));
        };
        _probe.OnResponse = context =>
        {
            _state = context.State;
            return HookResult.Continue;
        };
    }

    private Task SawAsync(string what)
        => UntilAsync(() => _probe.Events.Contains(what) && _probe.Events.Contains("a completed 203"));

    private async Task UntilAsync(Func<bool> isTrue)
    {
        for (var i = 0; !isTrue(); i++)
        {
            Assert.True(i < 6000, $"The events are {string.Join(", ", _probe.Events)}.");
            await Task.Delay(10);
        }
    }
}

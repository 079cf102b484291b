using System.Net;
using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Tests.Pipeline;

public sealed class FailureTests
{
    private readonly Probe _probe = new();

    public static TheoryData<string> Hooks => ["request", "upstream-request", "response"];

    [Theory]
    [MemberData(nameof(Hooks))]
    public async Task A_plugin_that_throws_gives_500_on_its_route_and_harms_no_other(string hook)
    {
        Throw(hook);
        await using var gateway = await StartAsync("");

        var failed = await gateway.Client.GetAsync("/x");
        var other = await gateway.Client.GetAsync("/other");

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.DoesNotContain("boom", await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Contains(gateway.Logs.Lines,
            line => line.Contains($"Plugin 'probe' failed on route 'all' in its {hook} hook.", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public async Task With_onError_continue_the_exchange_goes_on_as_if_the_plugin_were_not_there(string hook)
    {
        Throw(hook);
        await using var gateway = await StartAsync(", onError: continue");

        Assert.Equal("upstream", await gateway.Client.GetStringAsync("/x"));
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public async Task The_plugins_above_a_failure_see_it_and_may_answer(string hook)
    {
        Throw(hook);
        _probe.OnError = (_, _) => HookResult.Respond(GatewayResponse.Text(503, "sorry"));
        await using var gateway = await StartAsync("");

        var response = await gateway.Client.GetAsync("/rescued/x");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("sorry", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_plugin_that_throws_after_its_first_await_gives_500()
    {
        _probe.OnRequest = async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("boom");
        };
        await using var gateway = await StartAsync("");

        Assert.Equal(HttpStatusCode.InternalServerError, (await gateway.Client.GetAsync("/x")).StatusCode);
    }

    [Fact]
    public async Task A_plugin_that_hangs_is_given_up_after_its_timeout_and_its_connection_is_closed()
    {
        var time = new FakeTimeProvider();
        var entered = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        _probe.OnRequest = async context =>
        {
            context.CancellationToken.Register(() => cancelled.TrySetResult());
            entered.TrySetResult();
            await new TaskCompletionSource().Task;
            return HookResult.Continue;
        };
        await using var gateway = await StartAsync(", timeout: 3s", setup => setup.WithTime(time));

        var pending = gateway.Client.GetAsync("/x");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(60));
        while (!pending.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var response = await pending;
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.True(response.Headers.ConnectionClose);
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/other")).StatusCode);
    }

    [Fact]
    public async Task A_hook_that_is_left_behind_while_the_exchange_goes_on_closes_the_connection_too()
    {
        var time = new FakeTimeProvider();
        var entered = new TaskCompletionSource();
        _probe.OnRequest = async _ =>
        {
            entered.TrySetResult();
            await new TaskCompletionSource().Task;
            return HookResult.Continue;
        };
        await using var gateway = await StartAsync(", timeout: 3s, onError: continue", setup => setup.WithTime(time));

        var pending = gateway.Client.GetAsync("/x");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(60));
        while (!pending.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var response = await pending;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.ConnectionClose);
    }

    [Fact]
    public async Task An_authentication_plugin_that_throws_denies()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<BrokenAuthenticationPlugin>()
            .WithConfiguration(ProbeHost.Route("- { name: broken-authentication }") + "\n" + ProbeHost.Cluster));

        Assert.Equal(HttpStatusCode.InternalServerError, (await gateway.Client.GetAsync("/x")).StatusCode);
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Fact]
    public async Task OnError_continue_is_refused_for_authentication()
    {
        var refused = await Assert.ThrowsAsync<GatewayKit.Configuration.GatewayConfigException>(
            () => GatewayTestHost.StartAsync(setup => setup
                .WithPlugin<BrokenAuthenticationPlugin>()
                .WithConfiguration(ProbeHost.Route("- { name: broken-authentication, onError: continue }") + "\n" + ProbeHost.Cluster)));

        Assert.Contains("routes.all.plugins[0] (broken-authentication): onError is 'continue'", refused.Message, StringComparison.Ordinal);
    }

    private Task<GatewayTestHost> StartAsync(string entry, Action<GatewayTestSetup>? more = null) => ProbeHost.StartAsync(_probe, $$"""
        routes:
          all:
            clusterId: up
            match: { path: "/{**rest}" }
            plugins: [ { name: probe, options: { runs: true }{{entry}} } ]
          rescued:
            clusterId: up
            match: { path: "/rescued/{**rest}" }
            plugins:
              - { name: probe, id: rescuer, options: { name: rescuer, runs: true }, onError: continue }
              - { name: probe, options: { runs: true } }
          other: { clusterId: up, match: { path: /other } }
        """, more);

    private void Throw(string hook)
    {
        switch (hook)
        {
            case "request":
                _probe.OnRequest = _ => throw new InvalidOperationException("boom");
                break;
            case "upstream-request":
                _probe.OnUpstreamRequest = (_, _) => throw new InvalidOperationException("boom");
                break;
            default:
                _probe.OnResponse = _ => throw new InvalidOperationException("boom");
                break;
        }
    }
}

using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Tests.Proxy;

public sealed class ClusterChoiceTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Probe _probe = new();

    [Fact]
    public async Task A_plugin_can_send_a_request_to_another_cluster()
    {
        await using var other = await TestUpstream.StartAsync(http => http.Response.WriteAsync("other"), HttpProtocols.Http1);
        _probe.OnRequest = Choose;
        await using var gateway = await StartAsync(other);

        Assert.Equal("other", await gateway.Client.GetStringAsync("/x"));
    }

    [Fact]
    public async Task A_cluster_that_is_chosen_while_it_is_replaced_is_the_one_that_the_exchange_began_with()
    {
        await using var other = await TestUpstream.StartAsync(http => http.Response.WriteAsync("other"), HttpProtocols.Http1);
        var entered = new TaskCompletionSource();
        var reloaded = new TaskCompletionSource();
        _probe.OnRequest = async context =>
        {
            entered.TrySetResult();
            await reloaded.Task;
            return await Choose(context);
        };
        await using var gateway = await StartAsync(other);

        var call = gateway.Client.GetStringAsync("/x");
        await entered.Task.WaitAsync(s_patience);
        Assert.Empty(await gateway.ReloadAsync("{}"));
        reloaded.SetResult();

        Assert.Equal("other", await call.WaitAsync(s_patience));
    }

    [Fact]
    public async Task A_cluster_that_does_not_exist_is_a_failure_of_the_plugin()
    {
        _probe.OnRequest = context =>
        {
            context.ClusterId = "nowhere";
            return HookResult.Continue;
        };
        await using var other = await TestUpstream.StartAsync(null, HttpProtocols.Http1);
        await using var gateway = await StartAsync(other);

        Assert.Equal(500, (int)(await gateway.Client.GetAsync("/x")).StatusCode);
    }

    private static ValueTask<HookResult> Choose(GatewayContext context)
    {
        context.ClusterId = "other";
        return HookResult.Continue;
    }

    private Task<GatewayTestHost> StartAsync(TestUpstream other)
        => ProbeHost.StartAsync(_probe, "", setup => setup.WithConfiguration($$"""
            routes: { all: { clusterId: up, match: { path: "/{**rest}" }, plugins: [ { name: probe, options: { runs: true } } ] } }
            clusters:
              up: { destinations: { one: { address: "{upstream}" } } }
              other: { destinations: { one: { address: "{{other.Address}}" } } }
            """));
}

using System.Net;
using GatewayKit.Compilation;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Runtime;

public sealed class ReloadTests
{
    private readonly Probe _probe = new();

    [Fact]
    public async Task A_new_configuration_comes_into_force_whole()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, "routes: { one: { clusterId: up, match: { path: /one } } }");

        var errors = await gateway.ReloadAsync("routes: { two: { clusterId: up, match: { path: /two } } }\n" + ProbeHost.Cluster);

        Assert.Empty(errors);
        Assert.Equal(HttpStatusCode.NotFound, (await gateway.Client.GetAsync("/one")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/two")).StatusCode);
    }

    [Theory]
    [InlineData("routes: { one: { clusterId: nowhere, match: { path: /one } } }", "routes.one: clusterId is 'nowhere'; ")]
    [InlineData("routes: { one: { match: { path: /one }, plugins: [ { name: prob } ] } }",
        "routes.one.plugins[0]: no plugin is named 'prob'. Did you mean 'probe'? Loaded: probe, token.")]
    [InlineData("routes: { one: { match: { path: '/{' } } }", "routes.one: ")]
    [InlineData("routes: [", "The document isn't valid YAML")]
    public async Task A_bad_configuration_is_refused_with_its_reason_and_the_last_good_one_keeps_serving(string yaml, string reason)
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, "routes: { one: { clusterId: up, match: { path: /one } } }");

        var errors = await gateway.ReloadAsync(yaml);

        Assert.Contains(errors, error => error.Contains(reason, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/one")).StatusCode);
    }

    [Fact]
    public async Task A_refused_configuration_leaves_the_way_free_for_the_next_good_one()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, "routes: { one: { clusterId: up, match: { path: /one } } }");
        await gateway.ReloadAsync("routes: { one: { clusterId: nowhere } }");

        Assert.Empty(await gateway.ReloadAsync("routes: { two: { clusterId: up, match: { path: /two } } }\n" + ProbeHost.Cluster));
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/two")).StatusCode);
    }

    [Fact]
    public async Task A_plugin_is_disposed_when_its_configuration_is_replaced_and_its_last_exchange_has_ended()
    {
        var release = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        await using var gateway = await ProbeHost.StartAsync(
            _probe, ProbeHost.Route("- { name: disposable }"), setup => setup.WithPlugin<DisposablePlugin>().WithUpstream(async http =>
            {
                entered.TrySetResult();
                await release.Task;
                await http.Response.WriteAsync("late");
            }));

        var inFlight = gateway.Client.GetStringAsync("/x");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Empty(await gateway.ReloadAsync("{}"));

        Assert.DoesNotContain("disposed", _probe.Events);
        release.SetResult();
        Assert.Equal("late", await inFlight.WaitAsync(TimeSpan.FromSeconds(60)));
        await _probe.Completed.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Contains("disposed", _probe.Events);
    }

    [Fact]
    public async Task Sources_fail_alone()
    {
        var second = new SwitchableSource("second");
        await using var gateway = await ProbeHost.StartAsync(
            _probe, "routes: { one: { clusterId: up, match: { path: /one } } }", setup => setup.WithGateway(g => g.LoadFrom(_ => second)));

        await gateway.ReloadAsync("routes: { one: { clusterId: nowhere, match: { path: /one } } }");
        second.Route = "/second";
        var errors = await gateway.Services.GetRequiredService<ReloadCoordinator>().ReloadAsync(second);

        Assert.Equal(0, errors.Count);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/one")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await gateway.Client.GetAsync("/second")).StatusCode);
    }

    [Fact]
    public async Task An_id_belongs_to_one_source()
    {
        var second = new SwitchableSource("second") { RouteId = "one", Route = "/second" };

        var refused = await Assert.ThrowsAsync<GatewayKit.Configuration.GatewayConfigException>(() => ProbeHost.StartAsync(
            _probe, "routes: { one: { clusterId: up, match: { path: /one } } }", setup => setup.WithGateway(g => g.LoadFrom(_ => second))));

        Assert.Contains("routes.one: both 'test.yaml:1:", refused.Message, StringComparison.Ordinal);
        Assert.Contains("and 'second' define it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reloads_under_load_fail_no_request_and_misroute_none()
    {
        await using var left = await TestServer("left");
        await using var right = await TestServer("right");
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<ProbePlugin>().WithGateway(g => g.Services.AddSingleton(_probe)).WithConfiguration(Swapped(left, right)));
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var count = 0;
            for (; count == 0 || !stop.IsCancellationRequested; count++)
            {
                var path = i % 2 == 0 ? "/left" : "/right";
                Assert.Equal(path[1..], await gateway.Client.GetStringAsync(path));
            }

            return count;
        })).ToArray();

        for (var i = 0; i < 100; i++)
        {
            var (a, b) = i % 2 == 0 ? (right, left) : (left, right);
            Assert.Empty(await gateway.ReloadAsync(Swapped(a, b, swap: i % 2 == 0)));
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(load).WaitAsync(TimeSpan.FromSeconds(60)), count => Assert.True(count > 0));
    }

    [Fact]
    public async Task Configurations_that_were_replaced_leave_memory()
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, Numbered(0));
        var replaced = new List<WeakReference>();
        for (var i = 1; i <= 100; i++)
        {
            replaced.Add(Reference(gateway));
            Assert.Empty(await gateway.ReloadAsync(Numbered(i) + "\n" + ProbeHost.Cluster));
            Assert.Equal("upstream", await gateway.Client.GetStringAsync("/x"));
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (replaced.Count(r => r.IsAlive) > 2)
        {
            patience.Token.ThrowIfCancellationRequested();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }
    }

    private static string Numbered(int i) => $$"""
        routes: { all: { clusterId: up, match: { path: "/{**rest}" }, metadata: { number: "{{i}}" }, plugins: [ { name: probe } ] } }
        """;

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Reference(GatewayTestHost gateway)
        => new(gateway.Services.GetRequiredService<CurrentSnapshot>().Active);

    /// <summary>The same two routes; the clusters behind them change places, and so do their ids.</summary>
    private static string Swapped(TestUpstream first, TestUpstream second, bool swap = false) => $$"""
        routes:
          left: { clusterId: {{(swap ? "c2" : "c1")}}, match: { path: /left }, plugins: [ { name: probe } ] }
          right: { clusterId: {{(swap ? "c1" : "c2")}}, match: { path: /right }, plugins: [ { name: probe } ] }
        clusters:
          c1: { destinations: { one: { address: "{{first.Address}}" } } }
          c2: { destinations: { one: { address: "{{second.Address}}" } } }
        """;

    private static Task<TestUpstream> TestServer(string name)
        => TestUpstream.StartAsync(http => http.Response.WriteAsync(name), Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http1);
}

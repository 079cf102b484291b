using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Runtime;

/// <summary>A reload keeps the plugins of entries that are the same, with their state.</summary>
public sealed class KeptPluginTests
{
    private const string Other = "other: { match: { path: /other }, plugins: [ { name: tally, options: { label: other } } ] }";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Probe _probe = new();

    [Fact]
    public async Task A_plugin_keeps_its_state_when_another_route_changes()
    {
        await using var gateway = await StartAsync(Routes(Tally()));
        Assert.Equal("1", await gateway.Client.GetStringAsync("/tally"));

        Assert.Empty(await gateway.ReloadAsync($"# A line more.\n{Routes(Other, Tally())}"));

        Assert.Equal("2", await gateway.Client.GetStringAsync("/tally"));
        Assert.Equal("1", await gateway.Client.GetStringAsync("/other"));
        Assert.Empty(_probe.Events);
    }

    [Fact]
    public async Task A_plugin_keeps_its_state_when_its_route_gets_another_path_and_another_entry()
    {
        await using var gateway = await StartAsync(Routes(Tally()));
        Assert.Equal("1", await gateway.Client.GetStringAsync("/tally"));

        Assert.Empty(await gateway.ReloadAsync(
            Routes("tally: { match: { path: /moved }, plugins: [ { name: tally, id: off, enabled: false }, { name: tally } ] }")));

        Assert.Equal("2", await gateway.Client.GetStringAsync("/moved"));
    }

    [Theory]
    [InlineData("tally: { match: { path: /tally }, plugins: [ { name: tally, options: { label: changed } } ] }")]
    [InlineData("tally: { match: { path: /tally }, plugins: [ { name: tally, id: second } ] }")]
    [InlineData("renamed: { match: { path: /tally }, plugins: [ { name: tally } ] }")]
    public async Task A_changed_entry_gets_a_new_plugin_and_the_old_one_is_disposed(string changed)
    {
        await using var gateway = await StartAsync(Routes(Tally()));
        Assert.Equal("1", await gateway.Client.GetStringAsync("/tally"));

        Assert.Empty(await gateway.ReloadAsync(Routes(changed)));

        Assert.Equal("1", await gateway.Client.GetStringAsync("/tally"));
        await _probe.Completed.Task.WaitAsync(s_patience);
        Assert.Equal(["tally disposed"], _probe.Events);
    }

    [Fact]
    public async Task A_plugin_is_disposed_once_however_many_configurations_have_shared_it()
    {
        var gateway = await StartAsync(Routes(Tally()));
        for (var i = 0; i < 5; i++)
            Assert.Empty(await gateway.ReloadAsync(Routes(Tally(), $"r{i}: {{ match: {{ path: /{i} }}, plugins: [ {{ name: text }} ] }}")));

        Assert.Equal("1", await gateway.Client.GetStringAsync("/tally"));
        Assert.Empty(_probe.Events);
        await gateway.DisposeAsync();

        Assert.Equal(["tally disposed"], _probe.Events);
    }

    [Theory]
    [InlineData("other: { clusterId: nowhere, match: { path: /other } }")]
    [InlineData("other: { match: { path: /other }, plugins: [ { name: failing } ] }")]
    public async Task A_rejected_configuration_changes_nothing(string rejected)
    {
        await using var gateway = await StartAsync(Routes(Tally()));
        Assert.Equal("1", await gateway.Client.GetStringAsync("/tally"));

        Assert.NotEmpty(await gateway.ReloadAsync(Routes(Tally(), rejected)));
        Assert.Equal("2", await gateway.Client.GetStringAsync("/tally"));
        Assert.Empty(await gateway.ReloadAsync(Routes(Tally(), Other)));

        Assert.Equal("3", await gateway.Client.GetStringAsync("/tally"));
        Assert.Empty(_probe.Events);
    }

    [Fact]
    public async Task A_shared_plugin_lives_until_the_last_exchange_of_every_configuration_has_ended()
    {
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var route = ProbeHost.Route("- { name: disposable }");
        await using var gateway =
            await ProbeHost.StartAsync(_probe, route, setup => setup.WithPlugin<DisposablePlugin>().WithUpstream(async http =>
            {
                entered.TrySetResult();
                await release.Task;
                await http.Response.WriteAsync("late");
            }));
        var inFlight = gateway.Client.GetStringAsync("/x");
        await entered.Task.WaitAsync(s_patience);

        Assert.Empty(await gateway.ReloadAsync($"paths: {{ parameters: keep }}\n{route}\n{ProbeHost.Cluster}"));
        Assert.Empty(await gateway.ReloadAsync("{}"));

        Assert.DoesNotContain("disposed", _probe.Events);
        release.SetResult();
        Assert.Equal("late", await inFlight.WaitAsync(s_patience));
        await _probe.Completed.Task.WaitAsync(s_patience);
        Assert.Single(_probe.Events, "disposed");
    }

    [Fact]
    public async Task A_plugin_that_asks_for_its_route_gets_a_new_instance_when_the_route_changes_and_the_others_stay()
    {
        const string All = "plugins: [ { name: route-tally } ]\n";
        await using var gateway = await StartAsync(All + Routes("one: { match: { path: /one } }", "two: { match: { path: /two } }"));
        Assert.Equal("/one 1", await gateway.Client.GetStringAsync("/one"));
        Assert.Equal("/two 1", await gateway.Client.GetStringAsync("/two"));

        Assert.Empty(await gateway.ReloadAsync(All + Routes("one: { match: { path: /moved } }", "two: { match: { path: /two } }")));

        Assert.Equal("/moved 1", await gateway.Client.GetStringAsync("/moved"));
        Assert.Equal("/two 2", await gateway.Client.GetStringAsync("/two"));
    }

    [Fact]
    public async Task A_plugin_that_asks_for_the_consumers_gets_a_new_instance_when_they_change()
    {
        var routes = Routes("all: { match: { path: /x }, plugins: [ { name: caller-tally } ] }");
        await using var gateway = await StartAsync(routes);
        Assert.Equal("False 1", await gateway.Client.GetStringAsync("/x"));

        Assert.Empty(await gateway.ReloadAsync($"{routes}\nconsumers: {{ ann: {{}} }}"));
        Assert.Equal("True 1", await gateway.Client.GetStringAsync("/x"));
        Assert.Empty(await gateway.ReloadAsync($"# A comment.\n{routes}\nconsumers: {{ ann: {{}} }}"));

        Assert.Equal("True 2", await gateway.Client.GetStringAsync("/x"));
    }

    [Fact]
    public async Task A_kept_plugin_serves_while_reloads_follow_each_other()
    {
        await using var gateway = await StartAsync(Routes(Tally()));
        using var stop = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            var count = 0;
            while (count == 0 || !stop.IsCancellationRequested)
                Assert.Equal((++count).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    await gateway.Client.GetStringAsync("/tally"));
            return count;
        });
        for (var i = 0; i < 50; i++)
            Assert.Empty(await gateway.ReloadAsync(i % 2 == 0 ? Routes(Tally(), Other) : Routes(Tally())));

        await stop.CancelAsync();
        Assert.True(await load.WaitAsync(TimeSpan.FromSeconds(60)) > 0);
        Assert.DoesNotContain("tally disposed", _probe.Events);
    }

    [Fact]
    public async Task Plugins_are_disposed_at_the_same_time()
    {
        var disposal = new WaitingDisposal(count: 3);
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<WaitingPlugin>()
            .WithGateway(gateway => gateway.Services.AddSingleton(disposal))
            .WithConfiguration("""
                routes:
                  a:
                    match: { path: /a }
                    clusterId: up
                    plugins: [ { name: waiting, id: one }, { name: waiting, id: two }, { name: waiting, id: three } ]
                """ + Environment.NewLine + ProbeHost.Cluster)).WaitAsync(s_patience);

        Assert.Empty(await gateway.ReloadAsync("{}"));

        using var limit = new CancellationTokenSource(s_patience);
        while (disposal.Ended.Count < 3)
            await Task.Delay(10, limit.Token);
    }

    private static string Tally() => "tally: { match: { path: /tally }, plugins: [ { name: tally } ] }";

    private static string Routes(params IEnumerable<string> routes) => $"routes:\n{string.Concat(routes.Select(route => $"  {route}\n"))}";

    private Task<GatewayTestHost> StartAsync(string configuration) => GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<TallyPlugin>()
        .WithPlugin<RouteTallyPlugin>()
        .WithPlugin<CallerTallyPlugin>()
        .WithPlugin<TextPlugin>()
        .WithPlugin<FailingPlugin>()
        .WithGateway(gateway => gateway.Services.AddSingleton(_probe))
        .WithConfiguration(configuration));
}

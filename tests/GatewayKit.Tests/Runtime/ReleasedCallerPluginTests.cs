using System.Collections.Concurrent;
using GatewayKit.Runtime;
using GatewayKit.Tests.Pipeline;
using GatewayKit.Tests.Runtime.Differential;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Runtime;

public sealed class ReleasedCallerPluginTests
{
    [Fact]
    public async Task A_plugin_of_a_consumer_is_released_when_only_the_consumer_changes()
    {
        var (all, consumers) = (new ConcurrentQueue<WeakReference>(), new TextSource("consumers.yaml") { Next = Consumers("one") });
        await using var gateway = await ProbeHost.StartAsync(
            new Probe(), ProbeHost.Route("- { name: token }"), setup => setup
                .WithPlugin<RememberedPlugin>().WithGateway(g => g.LoadFrom(_ => consumers).Services.AddSingleton(all)));
        gateway.Client.DefaultRequestHeaders.Add("X-Token", "ann");
        Assert.Equal("upstream", await gateway.Client.GetStringAsync("/x"));

        consumers.Next = Consumers("two");
        Assert.Empty((await gateway.Services.GetRequiredService<ReloadCoordinator>().ReloadAsync(consumers)).Items);

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (all.First().IsAlive)
        {
            Assert.Equal("upstream", await gateway.Client.GetStringAsync("/x"));
            GC.Collect();
            await Task.Delay(20, timeout.Token);
        }

        Assert.Equal(2, all.Count);
    }

    private static TextVersion Consumers(string label)
        => new($"consumers: {{ ann: {{ plugins: [ {{ name: remembered, options: {{ label: {label} }} }} ] }} }}", "");
}

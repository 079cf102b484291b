using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using GatewayKit.Loading.Tests.Support;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Loading.Tests;

public sealed class BackgroundTaskTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_task_that_never_stops_is_reported_by_log_and_metric_and_fails_nothing()
    {
        using var folder = new PluginsFolder("Endless", "Greeting");
        await using var gateway = await StartAndReplaceAsync(folder, "Endless", "endless");

        await gateway.LogsAsync(
            "Plugin assembly 'Endless' 1.0.0-preview.1 is no longer used but can't be unloaded", () => Eventually.CollectAndAdvance(_time));

        Assert.Equal(1, Undead("Endless"));
        Assert.Equal("hello", await gateway.Client.GetStringAsync("/").WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task A_task_that_ends_with_the_plugins_services_keeps_nothing()
    {
        using var folder = new PluginsFolder("Background", "Greeting");
        await using var gateway = await StartAndReplaceAsync(folder, "Background", "background");

        await gateway.LogsAsync(
            "Plugin assembly 'Background' 1.0.0-preview.1 has been unloaded.", () => Eventually.CollectAndAdvance(_time));

        Assert.Equal(0, Undead("Background"));
    }

    private async Task<GatewayTestHost> StartAndReplaceAsync(PluginsFolder folder, string assembly, string plugin)
    {
        var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithTime(_time)
            .WithGateway(g => g.LoadPluginsFrom(folder.Root))
            .WithConfiguration($$"""
                routes: { all: { match: { path: "/{**rest}" }, plugins: [ { name: {{plugin}} }, { name: greeting } ] } }
                """)).WaitAsync(Eventually.Patience);
        Assert.Equal("hello", await gateway.Client.GetStringAsync("/").WaitAsync(Eventually.Patience));

        folder.Touch(assembly, 2);
        var errors = await gateway.Services.GetRequiredService<ReloadCoordinator>().ReloadPluginsAsync().WaitAsync(Eventually.Patience);
        Assert.Equal(0, errors.Total);
        return gateway;
    }

    private static int Undead(string plugin)
    {
        var measured = new ConcurrentBag<int>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "gatewaykit.plugin.generations.leaked")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) =>
        {
            if (tags.Contains(new KeyValuePair<string, object?>("plugin", plugin)))
                measured.Add(value);
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return measured.Sum();
    }
}

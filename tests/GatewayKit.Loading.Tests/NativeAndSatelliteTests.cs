using GatewayKit.Loading.Tests.Support;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Loading.Tests;

public sealed class NativeAndSatelliteTests
{
    [Fact]
    public async Task A_plugin_brings_native_libraries_and_translations_and_takes_them_with_it()
    {
        using var folder = new PluginsFolder("NativeAndSatellite");
        var time = new FakeTimeProvider();
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithTime(time)
            .WithGateway(g => g.LoadPluginsFrom(folder.Root))
            .WithConfiguration("routes: { all: { match: { path: / }, plugins: [ { name: native-and-satellite } ] } }"))
            .WaitAsync(Eventually.Patience);

        Assert.Equal("guten Morgen 1.0.22", await gateway.Client.GetStringAsync("/?culture=de").WaitAsync(Eventually.Patience));
        Assert.Equal("good morning 1.0.22", await gateway.Client.GetStringAsync("/?culture=fr").WaitAsync(Eventually.Patience));

        folder.Touch("NativeAndSatellite", 2);
        await gateway.Services.GetRequiredService<ReloadCoordinator>().ReloadPluginsAsync().WaitAsync(Eventually.Patience);
        await gateway.LogsAsync(
            "Plugin assembly 'NativeAndSatellite' 1.0.0-preview.1 has been unloaded.", () => Eventually.CollectAndAdvance(time));
        Assert.Equal("guten Morgen 1.0.22", await gateway.Client.GetStringAsync("/?culture=de").WaitAsync(Eventually.Patience));
    }
}

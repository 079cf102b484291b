using System.Net;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;

namespace GatewayKit.Tests.Plugins;

public sealed class UnobservedExceptionTests
{
    /// <summary>The plugin's own thread throws: without the gateway's guard the process of this test would end here.</summary>
    [Fact]
    public async Task An_exception_on_a_plugins_own_thread_quarantines_the_plugin_and_nothing_else()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(g => g.AddPlugin<StrayTestPlugins.ThreadPlugin>())
            .WithPlugin<TextPlugin>()
            .WithConfiguration("""
                routes:
                  stray: { match: { path: /stray }, plugins: [ { name: stray-thread }, { name: text } ] }
                  other: { match: { path: /other }, plugins: [ { name: text } ] }
                """));

        await gateway.Client.GetAsync("/stray");
        await WaitForLogAsync(gateway, "is quarantined");

        Assert.Equal(HttpStatusCode.InternalServerError, (await gateway.Client.GetAsync("/stray")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/other")).StatusCode);
    }

    private static async Task WaitForLogAsync(GatewayTestHost gateway, string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!gateway.Logs.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}

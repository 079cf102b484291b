using System.Net;
using GatewayKit.Loading.Tests.Support;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Loading.Tests;

/// <summary>A hook that blocks holds a thread of the pool for each request; the pool grows, and the rest goes on.</summary>
[Collection("Alone")]
public sealed class BlockingPluginTests
{
    private const int Requests = 8;

    [Fact]
    public async Task While_requests_block_in_a_plugin_other_routes_and_the_health_checks_answer()
    {
        using var folder = new PluginsFolder("Blocking", "Greeting");
        using var begun = new CountdownEvent(Requests);
        using var end = new ManualResetEventSlim();
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(g => g.UseAdminUrls("http://127.0.0.1:0").LoadPluginsFrom(folder.Root).Services.AddSingleton(begun).AddSingleton(end))
            .WithConfiguration("""
                routes:
                  blocking: { match: { path: /blocking }, plugins: [ { name: blocking } ] }
                  greeting: { match: { path: /greeting }, plugins: [ { name: greeting } ] }
                """)).WaitAsync(Eventually.Patience);
        try
        {
            var blocked = Enumerable.Range(0, Requests).Select(_ => gateway.Client.GetStringAsync("/blocking")).ToArray();
            await Eventually.TrueAsync(() => begun.IsSet);

            Assert.Equal("hello", await gateway.Client.GetStringAsync("/greeting").WaitAsync(Eventually.Patience));
            using var health = await gateway.Client.GetAsync(new Uri(AdminUrl(gateway), "/healthz/ready")).WaitAsync(Eventually.Patience);
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            Assert.All(blocked, request => Assert.False(request.IsCompleted));

            end.Set();
            Assert.All(await Task.WhenAll(blocked).WaitAsync(Eventually.Patience), text => Assert.Equal("unblocked", text));
        }
        finally
        {
            end.Set();
        }
    }

    private static Uri AdminUrl(GatewayTestHost gateway)
    {
        const string Text = "Health checks are answered on ";
        var line = gateway.Logs.Lines.First(l => l.Contains(Text, StringComparison.Ordinal));
        return new Uri(line[(line.IndexOf(Text, StringComparison.Ordinal) + Text.Length)..].TrimEnd('.'));
    }
}

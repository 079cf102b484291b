using CustomPlugin;
using GatewayKit.Configuration;
using GatewayKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Samples.CustomPlugins;

public sealed class ServerTimingPluginTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("{}", "gateway;dur=1500.0")]
    [InlineData("{ metric: edge, decimals: 0 }", "edge;dur=1500")]
    public async Task The_client_is_told_how_long_the_upstream_took(string options, string expected)
    {
        await using var gateway = await StartAsync(options);

        using var response = await gateway.Client.GetAsync(new Uri("/", UriKind.Relative)).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(expected, Assert.Single(response.Headers.GetValues("Server-Timing")));
    }

    [Theory]
    [InlineData("{ metric: 'a b' }", "metric")]
    [InlineData("{ decimals: 4 }", "decimals")]
    public async Task A_value_out_of_its_range_is_refused(string options, string option)
    {
        var error = await Assert.ThrowsAsync<GatewayConfigException>(() => StartAsync(options));

        Assert.Contains($"options.{option}", error.Message, StringComparison.Ordinal);
    }

    private Task<GatewayTestHost> StartAsync(string options) => GatewayTestHost.StartAsync(host => host
        .WithPlugin<ServerTimingPlugin>()
        .WithTime(_time)
        .WithUpstream(_ =>
        {
            _time.Advance(TimeSpan.FromSeconds(1.5));
            return Task.CompletedTask;
        })
        .WithConfiguration($$"""
            plugins: [ { name: server-timing, options: {{options}} } ]
            routes: { all: { clusterId: up, match: { path: "/{**rest}" } } }
            clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
            """)).WaitAsync(TimeSpan.FromMinutes(2));
}

using GatewayKit.Configuration;
using GatewayKit.Testing;

namespace GatewayKit.Tests.Compilation;

public sealed class HandlesRequestsTests
{
    [Fact]
    public async Task The_hook_is_called_if_it_is_true()
    {
        await using var host = await StartAsync("{ name: handling, options: { handles: true } }");

        Assert.Equal(418, await StatusAsync(host));
    }

    [Fact]
    public async Task The_hook_is_not_called_if_it_is_false()
    {
        await using var host = await StartAsync("{ name: handling }");

        Assert.Equal(200, await StatusAsync(host));
    }

    [Fact]
    public async Task An_exception_rejects_the_configuration()
    {
        var error = await Assert.ThrowsAsync<GatewayConfigException>(() => StartAsync("{ name: handling, options: { throws: true } }"));

        Assert.Contains("its property 'HandlesRequests' threw NotSupportedException: no license", error.Message, StringComparison.Ordinal);
    }

    private static async Task<int> StatusAsync(GatewayTestHost host)
    {
        using var response = await host.Client.GetAsync(new Uri("/", UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(60));
        return (int)response.StatusCode;
    }

    private static Task<GatewayTestHost> StartAsync(string plugin) => GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<HandlingPlugin>()
        .WithConfiguration($$"""
            plugins: [ {{plugin}} ]
            routes: { all: { clusterId: up, match: { path: "/{**rest}" } } }
            clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
            """)).WaitAsync(TimeSpan.FromSeconds(60));
}

using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Proxy.Forwarding;

public sealed class ConnectionLimitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Requests_wait_for_the_connections_that_a_cluster_may_open(int limit)
    {
        var connections = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithUpstream(async http =>
            {
                connections[http.Connection.Id] = true;
                await http.Response.WriteAsync(http.Request.Path);
            })
            .WithConfiguration($$"""
                routes:
                  a: { clusterId: a, match: { path: "{**rest}" } }
                clusters:
                  a:
                    destinations: { one: { address: "{upstream}" } }
                    httpClient: { maxConnectionsPerServer: {{limit}} }
                """));

        var paths = Enumerable.Range(0, 200).Select(i => $"/{i}").ToArray();
        var bodies = await Task.WhenAll(paths.Select(path => gateway.Client.GetStringAsync(path))).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(paths, bodies);
        Assert.InRange(connections.Count, 1, limit);
    }
}

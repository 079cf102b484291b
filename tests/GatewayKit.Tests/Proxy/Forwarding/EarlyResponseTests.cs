using System.Net;
using System.Net.Sockets;
using System.Text;
using GatewayKit.Testing;
using GatewayKit.Tests.Edge;
using GatewayKit.Tests.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Proxy.Forwarding;

/// <summary>An upstream that responds before it has read the request's body, to a client that stops sending it.</summary>
public sealed class EarlyResponseTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TcpListener _upstream = new(IPAddress.Loopback, 0);

    public EarlyResponseTests() => _upstream.Start();

    public void Dispose() => _upstream.Dispose();

    [Fact]
    public async Task The_upstreams_connection_is_held_no_longer_than_nothing_may_move()
    {
        await using var gateway = await StartAsync();
        await using var client = await RawClient.ConnectAsync(gateway.Address.Port);
        await client.WriteAsync("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n");
        using var connection = await _upstream.AcceptTcpClientAsync().WaitAsync(s_patience);
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));

        Assert.Equal("ok", (await client.ReadResponseAsync())?.Body);

        // The client still has its connection, but sends nothing more.
        await ReadToEndAsync(stream).WaitAsync(s_patience);
    }

    [Fact]
    public async Task The_part_of_the_body_that_is_sent_after_the_response_is_measured()
    {
        await using var gateway = await StartAsync(activityTimeout: "60s");
        using var metrics = new GatewayMetrics(gateway);
        await using var client = await RawClient.ConnectAsync(gateway.Address.Port);
        await client.WriteAsync("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n");
        using var connection = await _upstream.AcceptTcpClientAsync().WaitAsync(s_patience);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        Assert.Equal("ok", (await client.ReadResponseAsync())?.Body);

        await client.WriteAsync("0123456789");

        await metrics.WaitForRequestsAsync(1);
        Assert.Equal(10, metrics.SumsOf("gatewaykit.request.body.size")["route=a"]);
    }

    // Kestrel's minimum rate would end the request, too.
    private async Task<GatewayTestHost> StartAsync(string activityTimeout = "1s") => await GatewayTestHost.StartAsync(setup => setup
        .WithGateway(gateway => gateway.Services.PostConfigure<KestrelServerOptions>(
            kestrel => kestrel.Limits.MinRequestBodyDataRate = null))
        .WithConfiguration($$"""
            routes: { a: { clusterId: a, match: { path: "/{**rest}" } } }
            clusters:
              a:
                destinations: { one: { address: "http://{{_upstream.LocalEndpoint}}" } }
                httpRequest: { activityTimeout: {{activityTimeout}} }
            """)).WaitAsync(s_patience);

    private static async Task ReadToEndAsync(NetworkStream stream)
    {
        try
        {
            var buffer = new byte[1000];
            while (await stream.ReadAsync(buffer) > 0)
            {
            }
        }
        catch (IOException)
        {
            // The connection was reset.
        }
    }
}

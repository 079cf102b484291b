using System.Globalization;
using System.Net.Sockets;
using System.Text;
using GatewayKit.Planning.Traffic;
using GatewayKit.Testing;

namespace GatewayKit.Tests.Planning;

/// <summary>A plan knows which hosts the server rejects before the gateway sees the request.</summary>
public sealed class ServerHostTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("a.test", 404)]
    [InlineData("a_b.test:8080", 404)]
    [InlineData("a.test:99999", 404)]
    [InlineData("a..test", 404)]
    [InlineData("[::1]:80", 404)]
    [InlineData("a,b.test", 400)]
    [InlineData("a.test:", 400)]
    [InlineData("a.test:8o", 400)]
    [InlineData(":80", 400)]
    [InlineData("a@b.test", 400)]
    [InlineData("a b.test", 400)]
    [InlineData("[::1", 400)]
    [InlineData("[x]", 400)]
    public async Task The_status_is_that_of_the_server(string host, int status)
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration("routes: {}")).WaitAsync(s_patience);

        Assert.Equal(status, await SendAsync(gateway, host));
        var record = new TrafficRequest { Method = "GET", Target = "/", Host = host, Status = status };
        Assert.Equal(0, (await gateway.PlanAsync(gateway, record)).Contradicted);
        Assert.Equal(1, (await gateway.PlanAsync(gateway, record with { Status = 418 })).Contradicted);
    }

    private static async Task<int> SendAsync(GatewayTestHost gateway, string host)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port).WaitAsync(s_patience);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
            .AsTask().WaitAsync(s_patience);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var line = await reader.ReadLineAsync().WaitAsync(s_patience);
        return int.Parse(line!.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}

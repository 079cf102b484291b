using System.Net.Sockets;

namespace GatewayKit.Soak.Clients;

/// <summary>Holds connections open and sends a byte now and then, as in a slowloris attack.</summary>
internal sealed class SlowClients(Uri gateway, Tally tally)
{
    private const int Connections = 40;

    public async Task RunAsync(CancellationToken end)
    {
        var clients = new Queue<TcpClient>();
        try
        {
            while (await Pace.WaitAsync(TimeSpan.FromMilliseconds(100), end))
            {
                if (clients.Count == Connections)
                    clients.Dequeue().Dispose();
                clients.Enqueue(await ConnectAsync());
                foreach (var client in clients)
                    await TrySendAsync(client);
            }
        }
        finally
        {
            foreach (var client in clients)
                client.Dispose();
        }
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(gateway.Host, gateway.Port);
        await client.GetStream().WriteAsync("GET /a/1 HTTP/1.1\r\nHost: a\r\nX-Slow: "u8.ToArray());
        tally.Count("slow connections opened");
        return client;
    }

    private static async Task TrySendAsync(TcpClient client)
    {
        try
        {
            await client.GetStream().WriteAsync("x"u8.ToArray());
        }
        catch (IOException)
        {
            // The gateway has had enough of it.
        }
    }
}

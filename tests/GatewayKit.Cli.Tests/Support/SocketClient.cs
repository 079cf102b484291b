using System.Net.Sockets;

namespace GatewayKit.Cli.Tests.Support;

/// <summary>Talks to a server that listens on a Unix socket, where no port has to be free or found out.</summary>
internal sealed class SocketClient : IDisposable
{
    private readonly HttpClient _client;

    public SocketClient(string path)
    {
        Url = $"http://unix:{path}";
        _client = new HttpClient(
            new SocketsHttpHandler { ConnectCallback = async (_, cancellation) => await ConnectAsync(path, cancellation) })
        {
            BaseAddress = new Uri("http://localhost"),
            Timeout = Bound.Time,
        };
    }

    /// <summary>The address to listen on.</summary>
    public string Url { get; }

    public Task<string> GetAsync(string path) => _client.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>Waits until the server listens and answers with success.</summary>
    public async Task SucceedsAsync(string path)
    {
        using var patience = new CancellationTokenSource(Bound.Time);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await IsSuccessAsync(path))
            await ticks.WaitForNextTickAsync(patience.Token);
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> IsSuccessAsync(string path)
    {
        try
        {
            using var response = await _client.GetAsync(new Uri(path, UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<NetworkStream> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

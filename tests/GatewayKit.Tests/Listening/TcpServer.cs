using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GatewayKit.Tests.Listening;

/// <summary>A server of TCP connections.</summary>
internal sealed class TcpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Func<TcpClient, Task> _serve;
    private readonly Task _accepting;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public TcpServer(Func<TcpClient, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The number of connections.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Completes with the first connection.</summary>
    public Task Connected => _connected.Task.WaitAsync(ListenerApp.Patience);

    /// <summary>Answers with what the client sent, once it has sent everything.</summary>
    public static TcpServer Echo() => new(async client =>
    {
        var stream = client.GetStream();
        await stream.WriteAsync(await ReadToEndAsync(stream));
        stream.Socket.Shutdown(SocketShutdown.Send);
    });

    public static async Task<byte[]> ReadToEndAsync(Stream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all).WaitAsync(ListenerApp.Patience);
        return all.ToArray();
    }

    /// <summary>Sends a text, ends that direction, and returns the answer.</summary>
    public static async Task<string> AskAsync(IPEndPoint endPoint, string text)
    {
        using var client = await ConnectAsync(endPoint);
        var stream = client.GetStream();
        await SendAsync(stream, text, isLast: true);
        return await TextAsync(stream);
    }

    /// <summary>Sends a text, and can end that direction. Afterwards, only the stream is usable.</summary>
    public static async Task SendAsync(NetworkStream stream, string text, bool isLast = false)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask().WaitAsync(ListenerApp.Patience);
        if (isLast)
            stream.Socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Returns what arrives until the end.</summary>
    public static async Task<string> TextAsync(Stream stream) => Encoding.Latin1.GetString(await ReadToEndAsync(stream));

    public static async Task<TcpClient> ConnectAsync(IPEndPoint endPoint)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(endPoint).WaitAsync(ListenerApp.Patience);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        foreach (var client in _clients)
            client.Dispose();
        await _accepting.WaitAsync(ListenerApp.Patience);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                Interlocked.Increment(ref _count);
                _connected.TrySetResult();
                _ = ServeAsync(client);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await _serve(client);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // The gateway has closed the connection; the test sees that at its own end.
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace ManyNodes;

/// <summary>
/// The network between the gateways and Redis. While it is paused, connections stay open and nothing arrives, as with a server that hangs;
/// afterwards, everything arrives that was sent in the meantime.
/// </summary>
internal sealed class RedisLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly DnsEndPoint _redis;
    private readonly Task _accepting;
    private TaskCompletionSource _isOpen = new();

    /// <param name="redis">The address of Redis.</param>
    public RedisLink(DnsEndPoint redis)
    {
        _redis = redis;
        _isOpen.SetResult();
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The address for the gateways.</summary>
    public string Address => $"{_listener.LocalEndpoint}";

    /// <summary>Lets nothing through any longer.</summary>
    public void Pause() => Volatile.Write(ref _isOpen, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Lets everything through again.</summary>
    public void Resume() => Volatile.Read(ref _isOpen).TrySetResult();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ForwardAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ForwardAsync(Socket gateway)
    {
        using var redis = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (gateway)
        {
            try
            {
                await redis.ConnectAsync(_redis, _stop.Token);
                redis.NoDelay = gateway.NoDelay = true;
                await Task.WhenAny(CopyAsync(gateway, redis), CopyAsync(redis, gateway));
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                // The gateway sees a closed connection.
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
            {
                await Volatile.Read(ref _isOpen).Task.WaitAsync(_stop.Token);
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _stop.Token);
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has closed its connection; the other one is closed, too.
        }
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GatewayKit.Soak.Upstreams;

/// <summary>Reads the head of a request, writes some bytes, and closes the connection.</summary>
internal sealed class FaultyUpstream : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[][] _answers;
    private readonly Task _accepting;
    private int _connections;

    /// <summary>Starts it.</summary>
    /// <param name="answers">The bytes of an answer; the next connection gets the next.</param>
    public FaultyUpstream(params string[] answers)
    {
        _answers = [.. answers.Select(Encoding.Latin1.GetBytes)];
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task AnswerAsync(Socket connection)
    {
        using (connection)
        {
            try
            {
                var head = new byte[8192];
                var length = 0;
                while (head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
                {
                    var read = length < head.Length ? await connection.ReceiveAsync(head.AsMemory(length)) : 0;
                    if (read == 0)
                        return;
                    length += read;
                }

                await connection.SendAsync(_answers[(uint)Interlocked.Increment(ref _connections) % _answers.Length]);
                connection.Shutdown(SocketShutdown.Send);
                while (await connection.ReceiveAsync(head) > 0)
                {
                    // Until the gateway has closed its side, so that nothing is reset.
                }
            }
            catch (SocketException)
            {
                // The gateway was first.
            }
        }
    }
}

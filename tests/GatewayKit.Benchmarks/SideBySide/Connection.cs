using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace GatewayKit.Benchmarks.SideBySide;

/// <summary>A connection that reads just enough of HTTP/1.1: the status, <c>Content-Length</c>, and that many bytes.</summary>
internal sealed class Connection : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];

    public static async Task<Connection> OpenAsync(Uri address)
    {
        var connection = new Connection();
        await connection._socket.ConnectAsync(address.Host, address.Port).WaitAsync(s_patience).ConfigureAwait(false);
        return connection;
    }

    /// <exception cref="InvalidOperationException">The answer is not 200, or has no length.</exception>
    public async ValueTask ExchangeAsync(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request).ConfigureAwait(false);
        var received = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(received)).ConfigureAwait(false);
            if (read == 0)
                throw new InvalidOperationException("The server has closed the connection.");

            received += read;
            if (IsWhole(_buffer.AsSpan(0, received)))
                return;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> response)
    {
        var end = response.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;

        var head = response[..end];
        var length = head.IndexOf("Content-Length: "u8);
        if (!head.StartsWith("HTTP/1.1 200"u8)
            || length < 0
            || !Utf8Parser.TryParse(head[(length + "Content-Length: ".Length)..], out int body, out _))
            throw new InvalidOperationException($"The answer is not as expected: {Encoding.ASCII.GetString(head)}");

        return response.Length >= end + "\r\n\r\n".Length + body;
    }
}

using System.Net.Sockets;
using System.Text;

namespace GatewayKit.Tests.Pipeline;

/// <summary>Asks for the same resource again and again on the calling thread, and allocates nothing for it.</summary>
internal sealed class BlockingClient : IDisposable
{
    private readonly Socket _socket =
        new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendTimeout = 60_000, ReceiveTimeout = 60_000 };
    private readonly byte[] _request;
    private readonly byte[] _response = new byte[4096];

    public BlockingClient(Uri gateway, string path)
    {
        _request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: gateway\r\n\r\n");
        _socket.Connect(gateway.Host, gateway.Port);
    }

    /// <exception cref="InvalidOperationException">The answer is not a 200 with a chunked body.</exception>
    public void Get()
    {
        _socket.Send(_request);
        var length = 0;
        do
        {
            var read = _socket.Receive(_response.AsSpan(length));
            length += read;
            if (read == 0 || !_response.AsSpan().StartsWith("HTTP/1.1 200"u8))
                throw new InvalidOperationException(Encoding.ASCII.GetString(_response, 0, length));
        }
        while (!_response.AsSpan(0, length).EndsWith("\r\n0\r\n\r\n"u8));
    }

    public void Dispose() => _socket.Dispose();
}

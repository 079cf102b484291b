using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GatewayKit.Benchmarks.Load;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>
/// Sends HTTP/1.1 requests on sockets of its own, because an HTTP client would repeat some of those that are lost. It opens another
/// connection when a response asks for it, and when its replica isn't ready any more.
/// </summary>
internal sealed class Http1Caller(Func<Replica> pick, string host, bool keepsConnection) : ICaller
{
    private const int MaxHead = 16 * 1024;

    private readonly byte[] _buffer = new byte[MaxHead];
    private Replica? _replica;
    private NetworkStream? _stream;

    public string Kind => keepsConnection ? "HTTP/1.1, kept connection" : "HTTP/1.1, new connection";

    public async Task<string?> SendAsync(string path, bool hasBody)
    {
        if (_replica is { IsReady: false })
            Dispose();
        try
        {
            var stream = _stream ??= await ConnectAsync().ConfigureAwait(false);
            await stream.WriteAsync(RequestOf(path, hasBody)).ConfigureAwait(false);
            var (lost, closes) = await ReceiveAsync(stream).ConfigureAwait(false);
            if (closes || !keepsConnection)
                Dispose();
            return lost;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _stream = null;
        _replica = null;
    }

    private async Task<NetworkStream> ConnectAsync()
    {
        _replica = pick();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_replica.EndPoint).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private byte[] RequestOf(string path, bool hasBody)
    {
        var close = keepsConnection ? "" : "connection: close\r\n";
        var rest = hasBody ? $"content-length: 100\r\n\r\n{new string('x', 100)}" : "\r\n";
        return Encoding.ASCII.GetBytes($"{(hasBody ? "POST" : "GET")} {path} HTTP/1.1\r\nhost: {host}\r\n{close}{rest}");
    }

    private async Task<(string? Lost, bool Closes)> ReceiveAsync(NetworkStream stream)
    {
        var (received, head) = (0, -1);
        while (head < 0)
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(received)).ConfigureAwait(false);
            if (read == 0)
                return (received == 0 ? "the connection was closed without a response" : "the head of the response is incomplete", true);
            received += read;
            head = _buffer.AsSpan(0, received).IndexOf("\r\n\r\n"u8);
        }

        var text = Encoding.ASCII.GetString(_buffer, 0, head + 2);
        var status = int.Parse(text.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
        if (!Http1Head.TryReadLength(_buffer.AsSpan(0, head + 4), out var length))
            return ($"status {status} without a length", true);

        for (var rest = head + 4 + length - received; rest > 0;)
        {
            var read = await stream.ReadAsync(_buffer).ConfigureAwait(false);
            if (read == 0)
                return ("the body of the response is incomplete", true);
            rest -= read;
        }

        var closes = text.Contains("connection: close", StringComparison.OrdinalIgnoreCase);
        return (status is >= 200 and < 300 ? null : $"status {status} {(HttpStatusCode)status}", closes);
    }
}

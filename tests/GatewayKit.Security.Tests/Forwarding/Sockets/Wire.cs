using System.Net.Sockets;
using System.Text;

namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>One end of a connection that reads and writes bytes exactly as they are. Strings are Latin-1, one character a byte.</summary>
public sealed class Wire(Socket socket) : IDisposable
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private volatile bool _isClosed;

    /// <summary>Gets whether this end was closed.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Gets whether the other end reset the connection.</summary>
    public bool WasReset { get; private set; }

    public static async Task<Wire> ConnectAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(System.Net.IPAddress.Loopback, port);
            return new Wire(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Writes bytes in pieces.</summary>
    /// <returns>Whether the other end still takes bytes.</returns>
    public async Task<bool> WriteAsync(string text, IReadOnlyList<int>? cuts = null)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var at = 0;
        try
        {
            foreach (var cut in cuts ?? [])
            {
                for (var end = Math.Clamp(cut, at, bytes.Length); at < end;)
                    at += await socket.SendAsync(bytes.AsMemory(at, end - at));
                await Task.Yield();
            }

            while (at < bytes.Length)
                at += await socket.SendAsync(bytes.AsMemory(at));
            return true;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Reads through the end of a line.</summary>
    /// <returns>The line with its end; null if the connection ends first.</returns>
    public Task<string?> ReadLineAsync() => ReadThroughAsync("\n"u8.ToArray());

    /// <summary>Reads through the empty line after a head.</summary>
    public Task<string?> ReadHeadAsync() => ReadThroughAsync("\r\n\r\n"u8.ToArray());

    /// <summary>Reads some bytes.</summary>
    /// <returns>The bytes, fewer than <paramref name="count"/> if the connection ends first.</returns>
    public async Task<string> ReadCountAsync(long count)
    {
        var text = new StringBuilder();
        while (text.Length < count && (_end > _start || await FillAsync()))
            text.Append(Take((int)Math.Min(_end - _start, count - text.Length)));
        return text.ToString();
    }

    /// <summary>Reads until the other end closes.</summary>
    public Task<string> ReadToEndAsync() => ReadCountAsync(int.MaxValue);

    public void CloseWriting() => Quietly(() => socket.Shutdown(SocketShutdown.Send));

    public void Reset()
    {
        Quietly(() => socket.LingerState = new LingerOption(true, 0));
        Dispose();
    }

    public void Dispose()
    {
        _isClosed = true;
        socket.Dispose();
    }

    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The other end was first.
        }
    }

    private async Task<string?> ReadThroughAsync(ReadOnlyMemory<byte> mark)
    {
        var seen = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + seen, _end - _start - seen).IndexOf(mark.Span);
            if (at >= 0)
                return Take(seen + at + mark.Length);
            seen = Math.Max(0, _end - _start - mark.Length + 1);
            if (!await FillAsync())
                return null;
        }
    }

    private async Task<bool> FillAsync()
    {
        if (_start == _end)
            (_start, _end) = (0, 0);
        if (_end == _buffer.Length)
        {
            var buffer = _start > 0 ? _buffer : new byte[_buffer.Length * 2];
            _buffer.AsSpan(_start, _end - _start).CopyTo(buffer);
            (_buffer, _start, _end) = (buffer, 0, _end - _start);
        }

        try
        {
            var count = await socket.ReceiveAsync(_buffer.AsMemory(_end));
            _end += count;
            return count > 0;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            WasReset = !_isClosed;
            return false;
        }
    }

    private string Take(int count)
    {
        var text = Encoding.Latin1.GetString(_buffer, _start, count);
        _start += count;
        return text;
    }
}

using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GatewayKit.Benchmarks.Load;

namespace GatewayKit.Benchmarks.Servers;

/// <summary>
/// The upstream: reads a request with its body, and answers with as many bytes as its target asks for. It reads just enough of HTTP/1.1,
/// so that it takes little of the processors that it shares with the load generator.
/// </summary>
internal static class UpstreamServer
{
    private const int Backlog = 4096;
    private const int LargestAnswer = 16 * 1024 * 1024;

    private static readonly Dictionary<int, byte[]> s_answers = [];

    public static async Task RunAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(Backlog);
        _ = AcceptAsync(listener);
        await ControlChannel.ServeAsync(
            new ServerPorts(((IPEndPoint)listener.LocalEndPoint!).Port),
            (command, _) => throw new InvalidOperationException($"'{command}' isn't a command.")).ConfigureAwait(false);
    }

    private static async Task AcceptAsync(Socket listener)
    {
        while (true)
            _ = ServeAsync(await listener.AcceptAsync().ConfigureAwait(false));
    }

    private static async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        var stream = new NetworkStream(socket, ownsSocket: true);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                var buffer = new byte[64 * 1024];
                while (await ServeAsync(stream, buffer).ConfigureAwait(false))
                {
                }
            }
            catch (IOException)
            {
                // The proxy has closed the connection.
            }
        }
    }

    private static async ValueTask<bool> ServeAsync(NetworkStream stream, byte[] buffer)
    {
        var (received, length) = (0, 0);
        while (length == 0)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(received)).ConfigureAwait(false);
            if (read == 0)
                return false;

            received += read;
            length = buffer.AsSpan(0, received).IndexOf("\r\n\r\n"u8) is >= 0 and var end ? end + 4 : 0;
        }

        var (answer, rest) = Read(buffer.AsSpan(0, length));
        for (rest -= received - length; rest > 0;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)long.Min(rest, buffer.Length))).ConfigureAwait(false);
            if (read == 0)
                return false;

            rest -= read;
        }

        await stream.WriteAsync(answer).ConfigureAwait(false);
        return rest == 0;
    }

    /// <summary>Reads the head of a request.</summary>
    /// <returns>The answer, and the length of the request's body.</returns>
    /// <exception cref="IOException">The proxy sends the body without a length, or asks for too large an answer.</exception>
    private static (byte[] Answer, long Body) Read(ReadOnlySpan<byte> head)
    {
        var isChunked = head.IndexOf("\r\nTransfer-Encoding:"u8) >= 0 || head.IndexOf("\r\ntransfer-encoding:"u8) >= 0;
        var target = head[..head.IndexOf((byte)'\r')];
        var size = target.IndexOf("?answer="u8);
        if (isChunked || size < 0 || !Utf8Parser.TryParse(target[(size + "?answer=".Length)..], out int bytes, out _)
            || bytes is < 0 or > LargestAnswer)
            throw new IOException("The request isn't as expected.");

        Http1Head.TryReadLength(head, out var body);
        lock (s_answers)
        {
            if (!s_answers.TryGetValue(bytes, out var answer))
                s_answers.Add(bytes, answer = AnswerOf(bytes));
            return (answer, body);
        }
    }

    private static byte[] AnswerOf(int bytes)
    {
        var head = Encoding.ASCII.GetBytes(FormattableString.Invariant(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {bytes}\r\nX-Powered-By: upstream\r\n\r\n"));
        var answer = new byte[head.Length + bytes];
        head.CopyTo(answer, 0);
        answer.AsSpan(head.Length).Fill((byte)'1');
        return answer;
    }
}

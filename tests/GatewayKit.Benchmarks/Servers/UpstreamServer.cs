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
    private const int DefaultAnswer = 1024;
    private const int LargestAnswer = 16 * 1024 * 1024;

    private static readonly Dictionary<(int Bytes, Func<int, byte[]> Body), byte[]> s_answers = [];

    public static async Task RunAsync()
    {
        using var listener = Listen();
        await ControlChannel.ServeAsync(
            new ServerPorts(((IPEndPoint)listener.LocalEndPoint!).Port),
            (command, _) => throw new InvalidOperationException($"'{command}' isn't a command.")).ConfigureAwait(false);
    }

    /// <summary>Starts to answer on a free port of loopback.</summary>
    public static Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(Backlog);
        _ = AcceptAsync(listener);
        return listener;
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
        if (isChunked || !TryReadSize(target, out var bytes) || bytes is < 0 or > LargestAnswer)
            throw new IOException("The request isn't as expected.");

        Http1Head.TryReadLength(head, out var body);
        lock (s_answers)
        {
            var key = (bytes, BodyOf(head, target));
            if (!s_answers.TryGetValue(key, out var answer))
                s_answers.Add(key, answer = AnswerOf(key));
            return (answer, body);
        }
    }

    // A request of SOAP doesn't have a query.
    private static bool TryReadSize(ReadOnlySpan<byte> target, out int bytes)
    {
        bytes = DefaultAnswer;
        var size = target.IndexOf("?answer="u8);
        return size >= 0
            ? Utf8Parser.TryParse(target[(size + "?answer=".Length)..], out bytes, out _)
            : target.IndexOf((byte)'?') < 0;
    }

    // An upstream with XML or SOAP answers in the format of the request.
    private static Func<int, byte[]> BodyOf(ReadOnlySpan<byte> head, ReadOnlySpan<byte> target)
        => head.IndexOf("SOAPAction:"u8) >= 0 ? JsonBody.Soap
            : head.IndexOf("Content-Type: application/xml"u8) >= 0 ? JsonBody.Xml
            : target.IndexOf("&as=json"u8) >= 0 ? JsonBody.Json
            : Digits;

    private static byte[] Digits(int bytes)
    {
        var body = new byte[bytes];
        body.AsSpan().Fill((byte)'1');
        return body;
    }

    private static byte[] AnswerOf((int Bytes, Func<int, byte[]> Body) answer)
    {
        var format = answer.Body == JsonBody.Soap ? "text/xml" : answer.Body == JsonBody.Xml ? "application/xml" : "application/json";
        var head = Encoding.ASCII.GetBytes(FormattableString.Invariant(
            $"HTTP/1.1 200 OK\r\nContent-Type: {format}\r\nContent-Length: {answer.Bytes}\r\nX-Powered-By: upstream\r\n\r\n"));
        return [.. head, .. answer.Body(answer.Bytes)];
    }
}

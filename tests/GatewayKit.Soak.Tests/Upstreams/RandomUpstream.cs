using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GatewayKit.Security.Tests.Forwarding.Sockets;

namespace GatewayKit.Soak.Upstreams;

/// <summary>Answers a request with its own id, many times over, or resets, closes or stalls at a random moment.</summary>
internal sealed class RandomUpstream : IDisposable
{
    /// <summary>The header with the number of ids in the body.</summary>
    public const string Count = "X-Count";

    private const int ShortLength = 500;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Wire, bool> _wires = new();
    private readonly ConcurrentDictionary<string, int> _requests = new();
    private readonly Tally _tally;
    private readonly int _seed;
    private int _connections;
    private volatile bool _isDisposed;

    public RandomUpstream(Tally tally, int seed)
    {
        (_tally, _seed) = (tally, seed);
        _listener.Start(512);
        _ = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>The body of a request or a response.</summary>
    public static string Body(string id, int count) => string.Concat(Enumerable.Repeat(id + ";", count));

    public void Dispose()
    {
        _isDisposed = true;
        _listener.Dispose();
        foreach (var wire in _wires.Keys)
            wire.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptSocketAsync(), new Random(_seed + Interlocked.Increment(ref _connections)));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket, Random random)
    {
        using var wire = new Wire(socket);
        _wires[wire] = true;
        while (!_isDisposed && await wire.ReadHeadAsync() is { } bytes)
        {
            var head = WireHead.Parse(bytes);
            var line = head.StartLine.Split(' ');
            var id = line[1].Split('/')[^1];
            var isIdempotent = line[0] == "GET";
            if (_requests.AddOrUpdate(id, 1, (_, count) => count + 1) > (isIdempotent ? 2 : 1))
                _tally.Fault("REPEATED", $"{line[0]} {line[1]} was sent too often.");
            if (!await AnswerAsync(wire, head, id, random))
                break;
        }

        _wires.TryRemove(wire, out _);
    }

    /// <returns>Whether the connection goes on.</returns>
    private async Task<bool> AnswerAsync(Wire wire, WireHead head, string id, Random random)
    {
        var kind = random.Next(30);
        var isEarly = kind == 0 && head.StartLine[0] == 'P';
        if (!isEarly && kind != 1)
            await CheckBodyAsync(wire, head, id);

        var response = Response(id, random, isEarly ? "409 Conflict" : "200 OK");
        var part = response[..random.Next(response.Length)];
        switch (kind)
        {
            case 1:
                wire.Reset();
                return false;
            case 2 or 3:
                await wire.WriteAsync(part);
                wire.Reset();
                return false;
            case 4 or 5:
                await wire.WriteAsync(part);
                return false;
            case 6 when random.Next(10) == 0:
                await wire.WriteAsync(part);
                await wire.ReadToEndAsync();
                return false;
            case 7:
                await wire.WriteAsync(response);
                return false;
            case 8 when response.Length < ShortLength:
                // Arrives at once: bytes that come after the next request can't be told apart from the response to it.
                await wire.WriteAsync(response + response);
                return true;
            case 9:
                await wire.WriteAsync(response, [.. Enumerable.Range(0, 5).Select(_ => random.Next(response.Length)).Order()]);
                return true;
            default:
                await wire.WriteAsync(response);
                if (isEarly)
                    await wire.ReadToEndAsync();
                return !isEarly;
        }
    }

    private async Task CheckBodyAsync(Wire wire, WireHead head, string id)
    {
        var body = await WireBody.ReadAsync(wire, head, endsWithConnection: false);
        if (body.Content.Length > 0 && body.IsWhole && body.Content != Body(id, body.Content.Length / (id.Length + 1)))
            _tally.Fault("MIXED", $"the upstream got another request's body for {head.StartLine}");
    }

    private static string Response(string id, Random random, string status)
    {
        var count = random.Next(20) == 0 ? random.Next(20_000) : random.Next(20);
        var body = Body(id, count);
        var fields = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\n{Count}: {count}\r\n");
        return random.Next(2) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{fields}Content-Length: {body.Length}\r\n\r\n{body}")
            : fields + "Transfer-Encoding: chunked\r\n\r\n"
                + (count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{body.Length:x}\r\n{body}\r\n")) + "0\r\n\r\n";
    }
}

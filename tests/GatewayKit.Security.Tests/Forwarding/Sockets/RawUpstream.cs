using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GatewayKit.Security.Tests.Forwarding.Exchanges;

namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>An upstream that answers each request with the bytes of its exchange, right or wrong.</summary>
public sealed class RawUpstream : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, UpstreamScript> _scripts = new();
    private readonly ConcurrentDictionary<Wire, bool> _wires = new();

    public RawUpstream()
    {
        _listener.Start(512);
        _ = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public UpstreamScript Expect(string id, Func<UpstreamCall, Task> answer) => _scripts[id] = new UpstreamScript(answer);

    public void Forget(string id) => _scripts.TryRemove(id, out _);

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var wire in _wires.Keys)
            wire.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        using var wire = new Wire(socket);
        _wires[wire] = true;
        while (!wire.IsClosed && await wire.ReadHeadAsync() is { } bytes)
        {
            var head = WireHead.Parse(bytes);
            if (!_scripts.TryGetValue(head.First(ExchangeSpec.IdField) ?? "", out var script))
                break;
            await script.AnswerAsync(new UpstreamCall(wire, head));
        }

        _wires.TryRemove(wire, out _);
    }
}

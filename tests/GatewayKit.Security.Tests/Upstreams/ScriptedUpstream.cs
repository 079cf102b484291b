using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace GatewayKit.Security.Tests.Upstreams;

/// <summary>An upstream that answers each request with the bytes that a test says, right or wrong.</summary>
public sealed class ScriptedUpstream : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<UpstreamConnection> _connections = [];

    public ScriptedUpstream()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>The heads of the requests, in their order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Whether a body of a known length is read before the answer.</summary>
    public bool ReadsBodies { get; set; } = true;

    /// <summary>Answers the next requests.</summary>
    public Func<UpstreamConnection, Task> Answer { get; set; } = Say(Ok("upstream"));

    public static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    public static Func<UpstreamConnection, Task> Say(string response) => connection => connection.WriteAsync(response);

    public static Func<UpstreamConnection, Task> SayAndClose(string response) => async connection =>
    {
        await connection.WriteAsync(response);
        connection.Close();
    };

    public static Func<UpstreamConnection, Task> SayAndReset(string response) => async connection =>
    {
        await connection.WriteAsync(response);
        connection.Reset();
    };

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(new UpstreamConnection(await _listener.AcceptTcpClientAsync()));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(UpstreamConnection connection)
    {
        _connections.Add(connection);
        while (!connection.IsClosed && await connection.ReadRequestAsync(ReadsBodies) is { } request)
        {
            Requests.Enqueue(request);
            await Answer(connection);
        }

        connection.Close();
    }
}

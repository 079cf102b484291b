using System.Net;
using System.Net.Sockets;

namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>A port at which connections are neither accepted nor refused: its queue is full.</summary>
public sealed class FullListener : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _waiting = [];

    public FullListener()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(0);
        for (var i = 0; i < 4; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _waiting.Add(socket);
            try
            {
                socket.Connect(_listener.LocalEndPoint!);
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // It waits in the queue, or for a place in it.
            }
        }
    }

    public string Address => $"http://{_listener.LocalEndPoint}";

    public void Dispose()
    {
        foreach (var socket in _waiting)
            socket.Dispose();
        _listener.Dispose();
    }
}

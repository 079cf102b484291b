using System.Net;
using System.Net.Sockets;
using GatewayKit.Configuration.Listeners;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>The ports of this machine that stand for the addresses and ports of listeners. They stay the same as long as the process
/// runs.</summary>
/// <param name="prefersOwn">Whether to use the listeners' own ports if they are free, and 8000 more for privileged ones: 80 is
/// 8080.</param>
internal sealed class LocalPorts(bool prefersOwn)
{
    private const int FirstUnprivileged = 1024;
    private const int Offset = 8000;

    private readonly Dictionary<(IPAddress? Address, int Port), int> _ports = [];

    public int Of(GatewayListener listener)
    {
        var key = (listener.Address, listener.Port);
        if (!_ports.TryGetValue(key, out var port))
            _ports[key] = port = Find(listener.Port < FirstUnprivileged ? listener.Port + Offset : listener.Port);
        return port;
    }

    /// <summary>Forgets the ports that another process has taken in the meantime.</summary>
    public void Release(IEnumerable<GatewayListener> listeners)
    {
        foreach (var listener in listeners)
            _ports.Remove((listener.Address, listener.Port));
    }

    private int Find(int own) => prefersOwn && !_ports.ContainsValue(own) && TryBind(own) is { } port ? port : TryBind(0)!.Value;

    private static int? TryBind(int port)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        catch (SocketException) when (port != 0)
        {
            return null;
        }
    }
}

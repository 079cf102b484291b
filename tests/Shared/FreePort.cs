using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GatewayKit.Tests.Shared;

/// <summary>
/// Finds ports that nothing listens on, below those that the system gives to outgoing connections. No two tests get the same one, as
/// long as the processes of both run.
/// </summary>
internal static class FreePort
{
    private static readonly ConcurrentDictionary<int, Socket?> s_given = new();

    public static int Find()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            if (TryListen(port) && TryReserve(port))
                return port;
        }

        throw new InvalidOperationException("There is no free port.");
    }

    private static bool TryListen(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
            listener.Start();
            using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            // Taken: another one is tried.
            return false;
        }
    }

    /// <summary>Reserves a port in this process; on Linux also against other processes, by a name that ends with this process.</summary>
    private static bool TryReserve(int port)
    {
        if (!s_given.TryAdd(port, null))
            return false;
        if (!OperatingSystem.IsLinux())
            return true;

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(string.Create(CultureInfo.InvariantCulture, $"\0gatewaykit-test-port-{port}")));
            s_given[port] = socket;
            return true;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return false;
        }
    }
}

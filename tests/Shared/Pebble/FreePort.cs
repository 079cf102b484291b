using System.Net;
using System.Net.Sockets;

namespace GatewayKit.Tests.Shared;

/// <summary>Finds ports that nothing listens on, below those that the system gives to outgoing connections.</summary>
internal static class FreePort
{
    public static int Find()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
                listener.Start();
                using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: try another one.
            }
        }

        throw new InvalidOperationException("There is no free port.");
    }
}

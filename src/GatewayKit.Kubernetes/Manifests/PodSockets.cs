using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>
/// The sockets of pods: each port of a Service that a route uses has a port of its own on loopback, so that pods see requests as they are.
/// They stay open as long as the process runs.
/// </summary>
/// <param name="transport">Serves the connections.</param>
internal sealed class PodSockets(PodTransport transport) : IDisposable
{
    private const int Backlog = 128;
    private const byte TlsHandshake = 0x16;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly SocketConnectionContextFactory _connections = new(new SocketConnectionFactoryOptions(), NullLogger.Instance);
    private readonly Dictionary<PodPort, Socket> _open = [];

    /// <summary>Returns the port on loopback, which is opened if it isn't open.</summary>
    /// <exception cref="SocketException">The system has no more sockets or ports.</exception>
    public int Open(PodPort port)
    {
        if (!_open.TryGetValue(port, out var socket))
        {
            _open.Add(port, socket = Listen());
            _ = AcceptAllAsync(socket, port);
        }

        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public void Dispose()
    {
        foreach (var socket in _open.Values)
            socket.Dispose();
        _connections.Dispose();
    }

    private static Socket Listen()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task AcceptAllAsync(Socket socket, PodPort port)
    {
        while (true)
        {
            try
            {
                var client = await socket.AcceptAsync().ConfigureAwait(false);
                client.NoDelay = true;
                _ = ServeAsync(client, port);
            }
            catch (Exception error) when (error is ObjectDisposedException
                or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException)
            {
                // The client has gone, or the process has too many open files.
                await Task.Delay(s_pause).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(Socket client, PodPort port)
    {
        try
        {
            var kind = port.Kind == PodKind.Stream && await BeginsWithTlsAsync(client).ConfigureAwait(false) ? PodKind.Tls : port.Kind;
            var connection = _connections.Create(client);
            connection.Features.Set(port);
            await transport.PassAsync(connection, kind).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            client.Dispose();
        }
    }

    private static async Task<bool> BeginsWithTlsAsync(Socket client)
    {
        using var timeout = new CancellationTokenSource(s_patience);
        var first = new byte[1];
        return await client.ReceiveAsync(first, SocketFlags.Peek, timeout.Token).ConfigureAwait(false) == 1 && first[0] == TlsHandshake;
    }
}

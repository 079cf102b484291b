using System.Net;
using System.Net.Sockets;
using GatewayKit.Listening.Tables;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Listening.Sockets;

/// <summary>Creates the sockets that listen, and the server's connections of those that they accept. All share their buffers.</summary>
internal sealed class ClientSockets : IDisposable
{
    private readonly SocketTransportOptions _options;
    private readonly SocketConnectionContextFactory _connections;

    public ClientSockets(IOptions<SocketTransportOptions> options, ILoggerFactory loggers)
    {
        _options = options.Value;
        _connections = new SocketConnectionContextFactory(
            new SocketConnectionFactoryOptions
            {
                IOQueueCount = _options.IOQueueCount,
                MaxReadBufferSize = _options.MaxReadBufferSize,
                MaxWriteBufferSize = _options.MaxWriteBufferSize,
                UnsafePreferInlineScheduling = _options.UnsafePreferInlineScheduling,
                WaitForDataBeforeAllocatingBuffer = _options.WaitForDataBeforeAllocatingBuffer,
            },
            loggers.CreateLogger("Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets"));
    }

    /// <summary>Opens a socket that listens.</summary>
    /// <exception cref="SocketException">The address can't be bound.</exception>
    public Socket Listen(ListenAddress address)
    {
        var any = Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
        var socket = _options.CreateBoundListenSocket(new IPEndPoint(address.Address ?? any, address.Port));
        try
        {
            socket.Listen(_options.Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Creates the connection of an accepted socket.</summary>
    public ConnectionContext Create(Socket client)
    {
        client.NoDelay = _options.NoDelay;
        return _connections.Create(client);
    }

    public void Dispose() => _connections.Dispose();
}

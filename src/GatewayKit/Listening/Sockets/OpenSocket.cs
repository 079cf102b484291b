using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GatewayKit.Listening.Connections;
using GatewayKit.Listening.Tables;

namespace GatewayKit.Listening.Sockets;

/// <summary>A socket that listens, and the connections that it has accepted.</summary>
internal sealed class OpenSocket
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<AcceptedConnection, bool> _connections = new();
    private readonly CurrentListeners _listeners;
    private readonly Socket _socket;
    private readonly ClientSockets _sockets;
    private readonly ConnectionSorter _sorter;
    private readonly ConnectionSlots _slots;
    private readonly ListeningTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly string _name;
    private volatile bool _closesConnections;

    /// <exception cref="SocketException">The address can't be bound.</exception>
    public OpenSocket(
        ListenAddress address, SocketListeners listeners, ClientSockets sockets, ConnectionSorter sorter, ConnectionSlots slots,
        ListeningTelemetry telemetry, TimeProvider time)
    {
        (_sockets, _sorter, _slots, _telemetry, _time) = (sockets, sorter, slots, telemetry, time);
        _name = address.ToString();
        _listeners = new CurrentListeners(listeners);
        _socket = sockets.Listen(address);
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _ = Task.Run(AcceptAllAsync);
    }

    /// <summary>Gets the address and port.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Uses other listeners for new connections and requests. Connections of a listener that no longer exists, or that asks
    /// clients for other certificates, are closed when no request is in flight.</summary>
    public void Use(SocketListeners listeners)
    {
        var before = _listeners.Value;
        _listeners.Value = listeners;
        if (ReferenceEquals(before.All, listeners.All))
            return;

        var now = listeners.All.ToDictionary(listener => listener.Name, StringComparer.OrdinalIgnoreCase);
        var isOther = before.Kind == SocketKind.Http != (listeners.Kind == SocketKind.Http);
        foreach (var connection in _connections.Keys)
        {
            if (isOther || (connection.Selected is { } selected
                && !(now.TryGetValue(selected.Name, out var same) && same.AsksSame(selected))))
                connection.CloseWhenIdle();
        }
    }

    /// <summary>Stops listening.</summary>
    /// <param name="closesConnections">Whether the open connections for HTTP are closed when no request is in flight.</param>
    public void Close(bool closesConnections)
    {
        _closesConnections = closesConnections;
        _socket.Dispose();
        foreach (var connection in closesConnections ? _connections.Keys : [])
            connection.CloseWhenIdle();
    }

    private async Task AcceptAllAsync()
    {
        while (true)
        {
            try
            {
                Accept(await _socket.AcceptAsync().ConfigureAwait(false));
            }
            catch (Exception error) when (error is ObjectDisposedException
                or SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.NotSocket or SocketError.Interrupted })
            {
                return;
            }
            catch (SocketException error)
            {
                // The client may have disconnected already. Other errors, such as that of no free descriptor, need time.
                if (error.SocketErrorCode is not (SocketError.ConnectionReset or SocketError.ConnectionAborted))
                    await Task.Delay(s_pause, _time).ConfigureAwait(false);
            }
        }
    }

    private void Accept(Socket client)
    {
        if (!_slots.TryTake())
        {
            client.Dispose();
            _telemetry.Rejected(_name);
            return;
        }

        AcceptedConnection connection;
        try
        {
            connection = new AcceptedConnection(_sockets.Create(client), _listeners, Remove);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            _slots.Free();
            client.Dispose();
            return;
        }

        _connections[connection] = true;
        if (_closesConnections)
            connection.CloseWhenIdle();
        _sorter.Sort(connection);
    }

    private void Remove(AcceptedConnection connection)
    {
        _connections.TryRemove(connection, out _);
        _slots.Free();
    }
}

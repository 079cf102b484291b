using System.Collections.Immutable;
using System.Net.Sockets;
using GatewayKit.Compilation;
using GatewayKit.Configuration.Sources;
using GatewayKit.Listening.Connections;
using GatewayKit.Listening.Tables;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Listening.Sockets;

/// <summary>
/// The sockets of the active configuration's listeners. A change of the configuration takes these steps:
/// <list type="number">
/// <item>sockets without listeners are closed; their connections for HTTP end after the requests in flight, and streams run on</item>
/// <item>sockets that are still needed use their new listeners, for new connections and requests</item>
/// <item>new sockets are opened; one that can't be is logged and tried again, and doesn't affect the others</item>
/// <item>the states of the listeners are published</item>
/// </list>
/// </summary>
internal sealed class ListenerSockets(
    ClientSockets sockets, ConnectionSorter sorter, ConnectionSlots slots, ListeningTelemetry telemetry, TimeProvider time)
    : IGatewayListenerStatus, IDisposable
{
    /// <summary>The time between two attempts to open a socket.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private static readonly ImmutableDictionary<string, GatewayListenerState> s_none =
        ImmutableDictionary.Create<string, GatewayListenerState>(StringComparer.OrdinalIgnoreCase);

    private readonly Lock _lock = new();
    private readonly ChangeSignal _changed = new();
    private readonly Dictionary<ListenAddress, OpenSocket> _open = [];
    private readonly Dictionary<ListenAddress, string> _failed = [];
    private ImmutableDictionary<string, GatewayListenerState> _current = s_none;
    private ListenerTable _table = ListenerTable.Empty;
    private ITimer? _retry;
    private bool _isStarted;
    private bool _isStopped;

    public ImmutableDictionary<string, GatewayListenerState> Current => Volatile.Read(ref _current);

    public IChangeToken GetChangeToken() => _changed.Token;

    /// <summary>Uses the listeners of a configuration that has become active.</summary>
    public void Activate(GatewaySnapshot snapshot) => Change(() => _table = _table.Next(snapshot));

    /// <summary>Opens the sockets, once the server can serve their connections.</summary>
    public void Start() => Change(() => _isStarted = true);

    /// <summary>Closes the sockets. The server ends their connections.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            if (_isStopped)
                return;

            _isStopped = true;
            foreach (var (address, socket) in _open)
                Close(address, socket, closesConnections: false);
            _open.Clear();
            StopRetrying();
            sorter.End();
            Volatile.Write(ref _current, s_none);
        }

        _changed.Fire();
    }

    public void Dispose() => Stop();

    private void Change(Action change)
    {
        bool isOther;
        lock (_lock)
        {
            change();
            isOther = _isStarted && !_isStopped && Apply();
        }

        if (isOther)
            _changed.Fire();
    }

    /// <returns>Whether the state of a listener has changed.</returns>
    private bool Apply()
    {
        foreach (var (address, socket) in _open.Where(socket => !_table.Sockets.ContainsKey(socket.Key)).ToList())
        {
            _open.Remove(address);
            Close(address, socket, closesConnections: true);
        }

        foreach (var address in _failed.Keys.Where(address => !_table.Sockets.ContainsKey(address)).ToList())
            _failed.Remove(address);
        foreach (var (address, listeners) in _table.Sockets)
        {
            if (_open.TryGetValue(address, out var socket))
                socket.Use(listeners);
            else
                Open(address, listeners);
        }

        if (_failed.Count == 0)
            StopRetrying();
        else
            _retry ??= time.CreateTimer(static state => ((ListenerSockets)state!).Change(() => { }), this, RetryInterval, RetryInterval);
        return Publish();
    }

    private void Open(ListenAddress address, SocketListeners listeners)
    {
        var names = string.Join(", ", listeners.All.Select(listener => $"'{listener.Name}'"));
        try
        {
            var socket = new OpenSocket(address, listeners, sockets, sorter, slots, telemetry, time);
            _open.Add(address, socket);
            _failed.Remove(address);
            telemetry.Opened(socket.EndPoint.ToString(), names);
        }
        catch (SocketException error)
        {
            if (_failed.GetValueOrDefault(address) != error.Message)
                telemetry.NotOpened(address.ToString(), names, error.Message);
            _failed[address] = error.Message;
        }
    }

    private void Close(ListenAddress address, OpenSocket socket, bool closesConnections)
    {
        socket.Close(closesConnections);
        telemetry.Closed(address.ToString());
    }

    private void StopRetrying()
    {
        _retry?.Dispose();
        _retry = null;
    }

    private bool Publish()
    {
        var states = s_none.ToBuilder();
        foreach (var (address, listeners) in _table.Sockets)
        {
            var state = new GatewayListenerState(_open.GetValueOrDefault(address)?.EndPoint, _failed.GetValueOrDefault(address));
            foreach (var listener in listeners.All)
                states[listener.Name] = state;
        }

        foreach (var (name, reason) in _table.Conflicts)
            states[name] = new GatewayListenerState(null, reason);
        if (states.Count == _current.Count
            && states.All(state => _current.TryGetValue(state.Key, out var before) && before == state.Value))
            return false;

        Volatile.Write(ref _current, states.ToImmutable());
        return true;
    }
}

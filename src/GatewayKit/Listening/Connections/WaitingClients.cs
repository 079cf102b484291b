using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Listening.Connections;

/// <summary>
/// The connections whose first bytes the gateway waits for, before it knows what they are for. Each has a limited time, and their number is
/// limited, too: beyond it, the one that has waited longest is closed, so that silent clients can't keep others out.
/// </summary>
/// <param name="patience">The maximum time.</param>
/// <param name="most">Returns the maximum number.</param>
/// <param name="time">The clock.</param>
internal sealed class WaitingClients(TimeSpan patience, Func<long> most, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_sweep = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();

    // In the order in which their time ends.
    private readonly LinkedList<(ConnectionContext Connection, long Since)> _waiting = [];
    private ITimer? _sweep;
    private bool _isOver;

    /// <summary>Gets the number of connections.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <summary>Adds a connection. Its pending read is canceled when its time is over.</summary>
    /// <returns>The place of the connection; null if the gateway is stopping.</returns>
    public LinkedListNode<(ConnectionContext Connection, long Since)>? Add(ConnectionContext connection)
    {
        lock (_lock)
        {
            if (_isOver)
                return null;

            if (_waiting.Count >= most() && _waiting.Count > 0)
                GiveUp(_waiting.First!);
            _sweep ??= time.CreateTimer(static state => ((WaitingClients)state!).Sweep(), this, s_sweep, s_sweep);
            return _waiting.AddLast((connection, time.GetTimestamp()));
        }
    }

    /// <summary>Removes a connection.</summary>
    /// <returns>False if the gateway has given it up: its pending or next read is canceled.</returns>
    public bool TryRemove(LinkedListNode<(ConnectionContext Connection, long Since)> place)
    {
        lock (_lock)
        {
            if (place.List is null)
                return false;

            _waiting.Remove(place);
            return true;
        }
    }

    /// <summary>Gives up all connections, and those that are added later.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isOver = true;
            while (_waiting.First is { } first)
                GiveUp(first);
        }
    }

    public void Dispose()
    {
        End();
        _sweep?.Dispose();
    }

    private void Sweep()
    {
        lock (_lock)
        {
            while (_waiting.First is { } first && time.GetElapsedTime(first.Value.Since) >= patience)
                GiveUp(first);
            if (_waiting.Count > 0)
                return;

            _sweep?.Dispose();
            _sweep = null;
        }
    }

    private void GiveUp(LinkedListNode<(ConnectionContext Connection, long Since)> place)
    {
        _waiting.Remove(place);
        place.Value.Connection.Transport.Input.CancelPendingRead();
    }
}

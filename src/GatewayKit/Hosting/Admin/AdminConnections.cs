using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Hosting.Admin;

/// <summary>
/// Limits the connections to an admin address without rejecting health checks: at the limit, the connection that has been idle
/// for the longest time is closed for a new one.
/// </summary>
/// <param name="limit">The maximum number of connections.</param>
internal sealed class AdminConnections(int limit)
{
    private readonly LinkedList<AdminConnection> _idle = new();
    private int _count;

    /// <summary>The connection middleware.</summary>
    public ConnectionDelegate Use(ConnectionDelegate next) => async connection =>
    {
        var entry = new AdminConnection(connection, this);
        if (!TryEnter(entry))
        {
            connection.Abort(new ConnectionAbortedException("All connections are processing a request."));
            return;
        }

        connection.Features.Set(entry);
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            Leave(entry);
        }
    };

    public void Begin(AdminConnection entry)
    {
        lock (_idle)
            RemoveFromIdle(entry);
    }

    public void End(AdminConnection entry)
    {
        lock (_idle)
        {
            if (!entry.HasLeft)
                entry.Idle ??= _idle.AddLast(entry);
        }
    }

    private bool TryEnter(AdminConnection entry)
    {
        AdminConnection? oldest = null;
        lock (_idle)
        {
            if (_count >= limit)
            {
                if (_idle.First is null)
                    return false;

                oldest = _idle.First.Value;
                LeaveLocked(oldest);
            }

            _count++;
            entry.Idle = _idle.AddLast(entry);
        }

        oldest?.Close();
        return true;
    }

    private void Leave(AdminConnection entry)
    {
        lock (_idle)
            LeaveLocked(entry);
    }

    private void LeaveLocked(AdminConnection entry)
    {
        RemoveFromIdle(entry);
        if (entry.HasLeft)
            return;

        entry.HasLeft = true;
        _count--;
    }

    private void RemoveFromIdle(AdminConnection entry)
    {
        if (entry.Idle is { } node)
            _idle.Remove(node);
        entry.Idle = null;
    }
}

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// The connections to one origin. A request takes the connection that became idle last. If there is none, it waits for whichever comes
/// first: a connection that another exchange returns, or a new one.
/// </summary>
internal sealed class ConnectionPool(UpstreamOrigin origin, PoolSettings settings, UpstreamConnector connector, PoolSweeper sweeper)
{
    private readonly Lock _gate = new();
    private readonly List<UpstreamConnection> _idle = [];
    private readonly LinkedList<ConnectionWaiter> _waiting = [];
    private int _open;

    // Those of the open connections that are being opened.
    private int _opening;

    private volatile DestinationPrefix? _prefix;

    /// <summary>The origin.</summary>
    public UpstreamOrigin Origin => origin;

    /// <summary>Gets whether the origin is known to speak HTTP/1.1.</summary>
    public bool IsHttp11 { get; private set; } = !origin.IsSecure;

    /// <summary>Gets whether the origin has selected HTTP/2, so that only the HTTP client can send requests to it.</summary>
    public bool IsHttp2 { get; private set; }

    /// <summary>The current time of the pool's clock, as a timestamp.</summary>
    public long Now => sweeper.Time.GetTimestamp();

    /// <summary>Returns the path of a destination's address, without a slash at its end.</summary>
    /// <returns>The path; null if the HTTP client would write it in another way.</returns>
    public string? PathOf(string prefix)
    {
        var known = _prefix;
        if (known is null || !ReferenceEquals(known.Prefix, prefix))
            _prefix = known = DestinationPrefix.Of(prefix);
        return known.Path;
    }

    /// <summary>Gets whether no connection is open.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
                return _open == 0 && _waiting.Count == 0;
        }
    }

    /// <summary>Returns an idle connection; null if there is none.</summary>
    public UpstreamConnection? TryRent()
    {
        while (true)
        {
            UpstreamConnection connection;
            lock (_gate)
            {
                if (_idle.Count == 0)
                    return null;

                connection = TakeIdle();
            }

            if (!connection.IsStale)
                return connection;

            connection.Discard();
        }
    }

    /// <summary>Waits for a connection.</summary>
    /// <param name="onlyNew">Whether the connection must not have served another exchange.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="HttpRequestException">No connection could be opened.</exception>
    /// <exception cref="Http2OriginException">The origin has selected HTTP/2.</exception>
    public async ValueTask<UpstreamConnection> RentAsync(bool onlyNew, CancellationToken cancellation)
    {
        var waiter = new ConnectionWaiter(onlyNew);
        while (Join(waiter) is { } idle)
        {
            if (!onlyNew && !idle.IsStale)
                return idle;

            idle.Discard();
        }

        var registration = cancellation.UnsafeRegister(static (state, token) => ((ConnectionWaiter)state!).TrySetCanceled(token), waiter);
        await using (registration.ConfigureAwait(false))
        {
            try
            {
                return await waiter.Task.ConfigureAwait(false);
            }
            finally
            {
                Leave(waiter);
            }
        }
    }

    /// <summary>Adds a connection after an exchange, or a new one.</summary>
    public void Return(UpstreamConnection connection)
    {
        connection.Watch.Stop();
        if (sweeper.Time.GetElapsedTime(connection.OpenedAt, Now) >= PoolSettings.Lifetime)
        {
            connection.Dispose();
            return;
        }

        // Bytes that the upstream sent behind its response must not become the response to a request that already waits.
        if (connection.WasUsed)
            connection.BecomeIdle();
        if (connection.IsStale)
        {
            connection.Discard();
            return;
        }

        bool isFirst;
        lock (_gate)
        {
            if (TryPass(connection))
                return;

            if (!connection.WasUsed)
                connection.BecomeIdle();
            _idle.Add(connection);
            connection.Metrics?.Mark(isIdle: true);
            isFirst = _idle.Count == 1;
        }

        if (isFirst)
            sweeper.Watch(this);
    }

    /// <summary>A connection was closed.</summary>
    public void Forget(UpstreamConnection connection)
    {
        connection.Metrics?.Close();
        lock (_gate)
        {
            _open--;
            OpenForWaiting();
        }
    }

    /// <summary>Closes the connections that are idle for too long, that the upstream has closed, or that are too old.</summary>
    /// <returns>Whether idle connections are left.</returns>
    public bool Sweep()
    {
        var now = Now;
        List<UpstreamConnection>? ended = null;
        bool isLeft;
        lock (_gate)
        {
            _idle.RemoveAll(connection =>
            {
                if (!connection.IsStale
                    && sweeper.Time.GetElapsedTime(connection.IdleSince, now) < settings.IdleTimeout
                    && sweeper.Time.GetElapsedTime(connection.OpenedAt, now) < PoolSettings.Lifetime)
                    return false;

                (ended ??= []).Add(connection);
                return true;
            });
            isLeft = _idle.Count > 0;
        }

        foreach (var connection in ended ?? [])
            connection.Discard();
        return isLeft;
    }

    /// <summary>Closes all idle connections.</summary>
    public void CloseIdle()
    {
        UpstreamConnection[] ended;
        lock (_gate)
        {
            ended = [.. _idle];
            _idle.Clear();
        }

        foreach (var connection in ended)
            connection.Discard();
    }

    /// <summary>Adds a request to those that wait, unless an idle connection serves it, or must make room for a new one.</summary>
    /// <returns>The idle connection; null if the request waits.</returns>
    private UpstreamConnection? Join(ConnectionWaiter waiter)
    {
        lock (_gate)
        {
            if (_idle.Count > 0 && (!waiter.OnlyNew || _open >= settings.MaxConnections))
                return TakeIdle();

            if (_waiting.Count >= PoolSettings.MaxWaiting)
                throw new HttpRequestException($"{PoolSettings.MaxWaiting} requests wait for a connection to {origin} already.");

            waiter.Node = _waiting.AddLast(waiter);
            OpenForWaiting();
            return null;
        }
    }

    private UpstreamConnection TakeIdle()
    {
        var connection = _idle[^1];
        _idle.RemoveAt(_idle.Count - 1);
        connection.Metrics?.Mark(isIdle: false);
        return connection;
    }

    /// <summary>Passes a connection to the first request that waits for one like it.</summary>
    private bool TryPass(UpstreamConnection connection)
    {
        for (var node = _waiting.First; node is not null; node = node.Next)
        {
            if (node.Value.OnlyNew && connection.WasUsed || !node.Value.TrySetResult(connection))
                continue;

            _waiting.Remove(node);
            return true;
        }

        return false;
    }

    private void Leave(ConnectionWaiter waiter)
    {
        lock (_gate)
        {
            if (waiter.Node is { List: not null } node)
                _waiting.Remove(node);
        }
    }

    /// <summary>Opens a connection for each request that waits, as far as the limit allows.</summary>
    private void OpenForWaiting()
    {
        for (; _opening < _waiting.Count && _open < settings.MaxConnections; _opening++, _open++)
            _ = OpenAsync();
    }

    private async Task OpenAsync()
    {
        UpstreamConnection connection;
        try
        {
            // The caller holds the lock.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            var (stream, isHttp2) = await connector.ConnectAsync(origin, settings).ConfigureAwait(false);
            connection = new UpstreamConnection(stream, this);
            (IsHttp11, IsHttp2) = (!isHttp2, isHttp2);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Fail(error);
            return;
        }

        lock (_gate)
            _opening--;
        if (!IsHttp2)
        {
            Return(connection);
            return;
        }

        lock (_gate)
        {
            foreach (var waiter in _waiting)
                waiter.TrySetException(new Http2OriginException(origin));
            _waiting.Clear();
        }

        connection.Dispose();
    }

    /// <summary>A connection couldn't be opened: one request fails.</summary>
    private void Fail(Exception error)
    {
        lock (_gate)
        {
            _opening--;
            _open--;
            var isReported = false;
            while (!isReported && _waiting.First is { } first)
            {
                _waiting.Remove(first);
                isReported = first.Value.TrySetException(error);
            }

            OpenForWaiting();
        }
    }
}

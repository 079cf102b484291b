using System.IO.Pipelines;
using System.Net;
using GatewayKit.Edge;
using GatewayKit.Listening.Tables;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Listening.Connections;

/// <summary>A connection that a socket of listeners has accepted. It is one of its own features.</summary>
internal sealed class AcceptedConnection : ConnectionContext, IListenerFeature
{
    private readonly ConnectionContext _inner;
    private readonly CurrentListeners _listeners;
    private readonly Lock _closing = new();
    private Action<AcceptedConnection>? _closed;
    private IConnectionLifetimeNotificationFeature? _server;
    private bool _mustClose;

    /// <param name="inner">The connection of the socket.</param>
    /// <param name="listeners">The listeners of the socket.</param>
    /// <param name="closed">Called once, when the connection is closed.</param>
    public AcceptedConnection(ConnectionContext inner, CurrentListeners listeners, Action<AcceptedConnection> closed)
    {
        (_inner, _listeners, _closed) = (inner, listeners, closed);
        inner.Features.Set(this);
        inner.Features.Set<IListenerFeature>(this);
    }

    /// <summary>Gets the listeners of the socket in the active configuration.</summary>
    public SocketListeners Listeners => _listeners.Value;

    /// <summary>Gets or sets the server name that the client sent, in ASCII; null for none.</summary>
    public string? ServerName { get; set; }

    /// <summary>Gets or sets the listener that the server name selected; null if there is no TLS, or before the handshake.</summary>
    public ListenerEntry? Selected { get; set; }

    public string? Handshake => Selected?.Name;

    public override IDuplexPipe Transport
    {
        get => _inner.Transport;
        set => _inner.Transport = value;
    }

    public override string ConnectionId
    {
        get => _inner.ConnectionId;
        set => _inner.ConnectionId = value;
    }

    public override IFeatureCollection Features => _inner.Features;

    public override IDictionary<object, object?> Items
    {
        get => _inner.Items;
        set => _inner.Items = value;
    }

    public override CancellationToken ConnectionClosed
    {
        get => _inner.ConnectionClosed;
        set => _inner.ConnectionClosed = value;
    }

    public override EndPoint? LocalEndPoint
    {
        get => _inner.LocalEndPoint;
        set => _inner.LocalEndPoint = value;
    }

    public override EndPoint? RemoteEndPoint
    {
        get => _inner.RemoteEndPoint;
        set => _inner.RemoteEndPoint = value;
    }

    /// <summary>Returns the listener of a host, unless it has TLS now and the connection hasn't.</summary>
    public string? Find(ReadOnlySpan<char> host)
        => Listeners.ByHost.Find(host) is { } listener && (Selected is not null || listener.Listener.Tls is null) ? listener.Name : null;

    public bool IsSelected(ReadOnlySpan<char> host)
        => Selected is not { } selected
            || (Listeners.ByHost.Find(host) is { } listener && listener.Name == selected.Name && listener.AsksSame(selected));

    /// <summary>Notes that the server serves HTTP on the connection, and can close it when no request is in flight.</summary>
    public void ServeHttp(IConnectionLifetimeNotificationFeature? server)
    {
        bool mustClose;
        lock (_closing)
        {
            _server = server;
            mustClose = _mustClose;
        }

        if (mustClose)
            server?.RequestClose();
    }

    /// <summary>
    /// Closes a connection for HTTP after the requests that are in flight (with GOAWAY or <c>Connection: close</c>). One for a stream stays
    /// open.
    /// </summary>
    public void CloseWhenIdle()
    {
        IConnectionLifetimeNotificationFeature? server;
        lock (_closing)
        {
            _mustClose = true;
            server = _server;
        }

        server?.RequestClose();
    }

    /// <summary>Closes a connection that no one has started to serve.</summary>
    public async Task RefuseAsync()
    {
        await Transport.Input.CompleteAsync().ConfigureAwait(false);
        await Transport.Output.CompleteAsync().ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    public override void Abort(ConnectionAbortedException abortReason) => _inner.Abort(abortReason);

    public override void Abort() => _inner.Abort();

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await _inner.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await base.DisposeAsync().ConfigureAwait(false);
            Interlocked.Exchange(ref _closed, null)?.Invoke(this);
        }
    }
}

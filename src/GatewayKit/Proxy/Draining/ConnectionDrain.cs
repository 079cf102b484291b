using System.Collections.Concurrent;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Proxy.Draining;

/// <summary>Tracks whether the gateway is stopping, and the tunnels that must close.</summary>
internal sealed class ConnectionDrain(TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<WebSocketTunnel, bool> _tunnels = new();
    private volatile bool _closesTunnels;
    private volatile bool _isDraining;

    /// <summary>Gets a value indicating whether connections must close after their response.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>Gets a token that is canceled when the tunnels close.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Starts to close connections after their response.</summary>
    public void Begin() => _isDraining = true;

    /// <summary>Closes the connection of a request after the response, if the gateway is stopping;
    /// also that of an exchange that started before.</summary>
    public void CloseIfDraining(HttpContext http)
    {
        if (_isDraining)
            Connections.CloseAfterResponse(http);
    }

    /// <summary>Closes the tunnels that are open, and each one that opens later.</summary>
    public void CloseTunnels()
    {
        _closesTunnels = true;
        _ = _closing.CancelAsync();
        foreach (var tunnel in _tunnels.Keys)
            _ = tunnel.CloseAsync();
    }

    /// <summary>Ensures that a request for a tunnel gets one that can be closed.</summary>
    public void Prepare(HttpContext http)
    {
        if (http.Request.Headers.Upgrade.Count > 0 && http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
            http.Features.Set<IHttpUpgradeFeature>(new TunnelUpgrade(upgrade, this, time));
        else if (HttpMethods.IsConnect(http.Request.Method)
            && http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect)
            http.Features.Set<IHttpExtendedConnectFeature>(new TunnelConnect(connect, this, time));
    }

    public void Dispose() => _closing.Dispose();

    public void Add(WebSocketTunnel tunnel)
    {
        _tunnels[tunnel] = true;
        if (_closesTunnels)
            _ = tunnel.CloseAsync();
    }

    public void Remove(WebSocketTunnel tunnel) => _tunnels.TryRemove(tunnel, out _);
}

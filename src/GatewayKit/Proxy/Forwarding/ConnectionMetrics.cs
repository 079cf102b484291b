using System.Diagnostics;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>The state of a connection for the metrics. A connection has one if a listener existed when it was opened.</summary>
internal sealed class ConnectionMetrics
{
    private readonly Lock _gate = new();
    private readonly UpstreamOrigin _origin;
    private readonly long _opened = Stopwatch.GetTimestamp();
    private bool _isIdle;
    private bool _isClosed;

    private ConnectionMetrics(UpstreamOrigin origin)
    {
        _origin = origin;
        UpstreamMetrics.CountConnection(1, isIdle: false, origin);
    }

    /// <summary>Counts a new connection.</summary>
    /// <returns>Its state; null without a listener.</returns>
    public static ConnectionMetrics? Open(UpstreamOrigin origin) => UpstreamMetrics.MeasuresConnections ? new(origin) : null;

    /// <summary>The connection became idle, or is used again.</summary>
    public void Mark(bool isIdle)
    {
        lock (_gate)
        {
            if (_isClosed || _isIdle == isIdle)
                return;

            UpstreamMetrics.CountConnection(-1, _isIdle, _origin);
            UpstreamMetrics.CountConnection(1, isIdle, _origin);
            _isIdle = isIdle;
        }
    }

    /// <summary>The connection was closed.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_isClosed)
                return;

            _isClosed = true;
            UpstreamMetrics.CountConnection(-1, _isIdle, _origin);
            UpstreamMetrics.RecordConnection(_opened, _origin);
        }
    }
}
